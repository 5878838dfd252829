//! The SMART rows of `docs/smart-fhir` 5.1 that need no network, and the parsers under fuzz.

// `cfg(test)` tells clippy that helpers, too, may unwrap.
#[cfg(test)]
mod authorize;
#[cfg(test)]
mod base;
#[cfg(test)]
mod callback;
#[cfg(test)]
mod discovery;
#[cfg(test)]
mod failure;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod id_token;
#[cfg(test)]
mod launch;
#[cfg(test)]
mod records;
#[cfg(test)]
mod refresh;
#[cfg(test)]
mod scope;
#[cfg(test)]
mod session;
#[cfg(test)]
mod token_request;
#[cfg(test)]
mod token_response;

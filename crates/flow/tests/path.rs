//! The steps, driven as gateway and app drive them, against an EPJ that is a function.

#[cfg(test)]
#[path = "path/world.rs"]
mod world;

#[cfg(test)]
#[path = "path/context.rs"]
mod context;

#[cfg(test)]
#[path = "path/office.rs"]
mod office;

#[cfg(test)]
#[path = "path/prefill.rs"]
mod prefill;

#[cfg(test)]
#[path = "path/submit.rs"]
mod submit;

#[cfg(test)]
#[path = "path/variants.rs"]
mod variants;

#[cfg(test)]
#[path = "path/resources.rs"]
mod resources;

#[cfg(test)]
#[path = "path/server.rs"]
mod server;

#[cfg(test)]
#[path = "path/writer.rs"]
mod writer;

#[cfg(test)]
#[path = "path/answers_of_a_server.rs"]
mod answers_of_a_server;

#[cfg(test)]
#[path = "path/properties.rs"]
mod properties;

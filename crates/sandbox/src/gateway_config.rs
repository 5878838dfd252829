//! The gateway configuration that fits a sandbox: `attest-sandbox gateway-config`.

use std::path::Path;

use url::Url;

use crate::options::{Addresses, CLIENT_SECRET, NAV_TOKEN, Way};

/// A complete TOML file for `attest-gateway serve --config`.
///
/// `sandbox` and `app` are the public addresses of both, `data` is the folder of the gateway's database, `dist` the
/// one with the built app.
pub fn gateway_config(sandbox: &Url, app: &Url, data: &Path, dist: Option<&Path>) -> String {
    let own = sandbox.as_str().trim_end_matches('/');
    let public = app.as_str().trim_end_matches('/');
    let listen = format!("127.0.0.1:{}", app.port_or_known_default().unwrap_or(8080));
    let host = match (sandbox.host_str(), sandbox.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or("127.0.0.1").to_owned(),
    };
    let mut text = format!(
        r#"# Made by attest-sandbox gateway-config. Development only: secrets stand in the open and all people are invented.
listen = {listen}
public_url = {public}
data = {data}
{dist}environment = "test"

[nav]
url = {nav}
token = {token}
registers = {registers}
"#,
        listen = quoted(&listen),
        public = quoted(public),
        data = quoted(&data.display().to_string()),
        dist = dist.map_or_else(String::new, |dist| {
            format!("app = {}\n", quoted(&dist.display().to_string()))
        }),
        nav = quoted(&format!("{own}/nav")),
        token = quoted(&format!("test-value:{NAV_TOKEN}")),
        registers = quoted(&format!("{own}/nav/registers")),
    );
    for way in Way::ALL {
        let addresses = Addresses::new(own, public, way);
        let (name, mode) = match way {
            Way::Browser => ("Sandkassa (nettleser)", "B"),
            Way::Secret => ("Sandkassa (hemmelighet)", "G"),
            Way::Jwt => ("Sandkassa (nøkkel)", "G"),
        };
        let secret = match way {
            Way::Secret => format!(
                "client_secret = {}\n",
                quoted(&format!("test-value:{CLIENT_SECRET}"))
            ),
            Way::Browser | Way::Jwt => String::new(),
        };
        text.push_str(&format!(
            r#"
[issuers.{way}]
name = {name}
iss = {iss}
token_issuer = {issuer}
endpoint_hosts = [{host}]
mode = {mode}
client_id = {client_id}
client_auth = {client_auth}
{secret}redirect_uri = {redirect_uri}
frame_ancestors = [{own}]
environment = "test"
status = "active"
"#,
            name = quoted(name),
            iss = quoted(&addresses.base),
            issuer = quoted(&addresses.issuer),
            host = quoted(&host),
            mode = quoted(mode),
            client_id = quoted(way.client_id()),
            client_auth = quoted(way.auth_method()),
            redirect_uri = quoted(&addresses.redirect_uri),
            own = quoted(own),
        ));
    }
    text
}

/// A TOML basic string; JSON escapes the same characters in the same way.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_in_has_a_table_with_the_addresses_of_its_installation() {
        let url = |text: &str| Url::parse(text).unwrap();
        let text = gateway_config(
            &url("http://127.0.0.1:8090"),
            &url("http://localhost:8080"),
            Path::new("data"),
            Some(Path::new("dist")),
        );
        for way in Way::ALL {
            let table = text.split(&format!("[issuers.{way}]")).nth(1).unwrap();
            assert!(table.contains(&format!("iss = \"http://127.0.0.1:8090/epj/{way}/fhir\"")));
            assert!(table.contains(&format!(
                "redirect_uri = \"http://localhost:8080/callback/{way}\""
            )));
        }
        assert!(text.contains("app = \"dist\"\n") && text.contains("data = \"data\"\n"));
    }
}

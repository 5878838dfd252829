//! Chance, from the browser's generator for secrets.

use contract::FormId;

/// Random bytes. Without a generator the page cannot work, and [`super::page::is_secure`] has refused it before.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fails only for more than 65 536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// A new id for a form: UUID version 4 (RFC 9562 section 5.4).
pub fn form_id() -> FormId {
    loop {
        let hex: String = bytes::<16>()
            .iter()
            .enumerate()
            .map(|(place, byte)| {
                let byte = match place {
                    6 => byte & 0x0f | 0x40,
                    8 => byte & 0x3f | 0x80,
                    _ => *byte,
                };
                let hyphen = if matches!(place, 4 | 6 | 8 | 10) {
                    "-"
                } else {
                    ""
                };
                format!("{hyphen}{byte:02x}")
            })
            .collect();
        // Always right at the first try: version and variant are set above.
        if let Ok(id) = FormId::new(&hex) {
            return id;
        }
    }
}

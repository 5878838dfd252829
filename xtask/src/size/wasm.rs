//! As much of the WebAssembly binary format as it takes to say which crate owns which bytes:
//! <https://webassembly.github.io/spec/core/binary/modules.html>.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
/// The subsection of the section `name` that names functions.
const FUNCTION_NAMES: u8 = 1;

/// Bytes of code by crate, largest first. Data has one owner, `(data)`.
///
/// # Errors
/// When the bytes are no WebAssembly module.
pub fn owners(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let mut reader = Reader(module);
    if reader.take(4)? != b"\0asm" {
        bail!("not a WebAssembly module");
    }
    reader.take(4)?;
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = HashMap::new();
    let mut data = 0;
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let length = reader.number()?;
        let mut section = Reader(reader.take(length)?);
        match id {
            IMPORT => imported = functions_imported(&mut section)?,
            CODE => {
                for _ in 0..section.number()? {
                    let length = section.number()?;
                    section.take(length)?;
                    bodies.push(length);
                }
            }
            DATA => data = length,
            CUSTOM if section.name()? == "name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    let mut owners: HashMap<String, usize> = HashMap::new();
    owners.insert("(data)".to_owned(), data);
    for (index, bytes) in bodies.iter().enumerate() {
        let name = names.get(&index.saturating_add(imported));
        let owner = name.map_or_else(|| "(no name)".to_owned(), |name| krate(name));
        *owners.entry(owner).or_default() += bytes;
    }
    let mut owners: Vec<_> = owners.into_iter().collect();
    owners.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(owners)
}

fn functions_imported(section: &mut Reader<'_>) -> Result<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.name()?;
        section.name()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.take(2)?;
            }
            other => bail!("an import of kind {other}"),
        }
    }
    Ok(functions)
}

fn function_names(section: &mut Reader<'_>) -> Result<HashMap<usize, String>> {
    let mut names = HashMap::new();
    while !section.0.is_empty() {
        let id = section.byte()?;
        let length = section.number()?;
        let mut inside = Reader(section.take(length)?);
        if id == FUNCTION_NAMES {
            for _ in 0..inside.number()? {
                let index = inside.number()?;
                names.insert(index, inside.name()?.to_owned());
            }
        }
    }
    Ok(names)
}

/// The crate that asked for a function: `<a::B as c::D>::e` belongs to `a`, dropping an `a::B` as well,
/// and what a trait gives to every type belongs to the trait.
fn krate(name: &str) -> String {
    let readable = format!("{:#}", rustc_demangle::demangle(name));
    let dropped = readable.strip_prefix("core::ptr::drop_in_place");
    let start = dropped
        .unwrap_or(&readable)
        .trim_start_matches(['<', '&', '[', '(', '*', ':']);
    let start = start.strip_prefix("dyn ").unwrap_or(start);
    let own = first_word(start);
    match start.split_once(" as ") {
        Some((_, of_trait)) if own.len() <= 1 => first_word(of_trait).to_owned(),
        _ => own.to_owned(),
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .context("the module ends early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        self.take(1)?
            .first()
            .copied()
            .context("the module ends early")
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut value: usize = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        bail!("a number that does not end")
    }

    fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).context("a name that is not UTF-8")
    }

    fn limits(&mut self) -> Result<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_of_its_name() {
        // One type, one function of the name `a::b` with an empty body.
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            b"\x01\x04\x01\x60\0\0",
            b"\x03\x02\x01\0",
            b"\x0a\x04\x01\x02\0\x0b",
            b"\0\x0e\x04name\x01\x07\x01\0\x04a::b",
        ]
        .concat();
        let owners = owners(&module).unwrap();
        assert!(owners.contains(&("a".to_owned(), 2)), "{owners:?}");
    }

    #[test]
    fn a_method_of_a_trait_belongs_to_the_crate_of_the_type() {
        assert_eq!(
            krate("<attest::form::Field as core::fmt::Display>::fmt"),
            "attest"
        );
    }

    #[test]
    fn dropping_a_value_belongs_to_the_crate_of_the_type() {
        assert_eq!(
            krate("core::ptr::drop_in_place<tachys::view::Mounted>"),
            "tachys"
        );
        assert_eq!(
            krate("core::ptr::drop_in_place::<tachys::view::Mounted>"),
            "tachys"
        );
    }

    #[test]
    fn what_a_trait_gives_to_every_type_belongs_to_the_trait() {
        assert_eq!(
            krate("<T as leptos::into_view::IntoView>::into_view"),
            "leptos"
        );
    }

    #[test]
    fn a_module_cut_short_is_an_error() {
        assert!(owners(b"\0asm\x01\0\0\0\x0a\x7f").is_err());
    }
}

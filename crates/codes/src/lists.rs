//! The lists: what a code means, and whether it exists.

use std::fmt;
use std::ops::Range;

use domain::Kodeverk;

use crate::file::{CodesError, Parts, read};
use crate::fold::is_word;
use crate::index::{Index, partition_point};
use crate::often::OFTEN;
use crate::search::Synonyms;

/// ICPC-2, ICPC-2B and ICD-10, ready for lookup and search.
pub struct Codes {
    pub(crate) parts: Parts,
    pub(crate) index: Index,
    pub(crate) synonyms: Synonyms,
    /// The entries of [`OFTEN`], in ascending order.
    often: Vec<usize>,
}

/// A code in one of the lists.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub(crate) codes: &'a Codes,
    pub(crate) number: u16,
}

/// The text of an entry. Write it with `to_string()`, or piece by piece with [`Text::pieces`].
#[derive(Clone, Copy)]
pub struct Text<'a> {
    codes: &'a Codes,
    units: &'a [u16],
}

impl Codes {
    /// Reads the file that `cargo xtask codes` makes. Time and memory are bounded by the file's length.
    pub fn read(file: &[u8]) -> Result<Codes, CodesError> {
        let parts = read(file)?;
        let index = Index::new(&parts)?;
        let mut codes = Codes {
            parts,
            index,
            synonyms: Synonyms::new(),
            often: Vec::new(),
        };
        let often = OFTEN
            .split(' ')
            .filter_map(|code| codes.number(Kodeverk::Icpc2, code));
        codes.often = often.collect();
        Ok(codes)
    }

    /// Do many sick notes bear this code?
    pub(crate) fn is_often_used(&self, entry: usize) -> bool {
        self.often.binary_search(&entry).is_ok()
    }

    /// The number of codes in a list. ICPC-2B may be missing (0), then its codes are known by their parents only.
    pub fn len(&self, kodeverk: Kodeverk) -> usize {
        self.range(kodeverk).len()
    }

    /// The entry for a code. `sykmelding.md` 3.7: ICD-10 without regard to dots (`M54.5` = `M545`), ICPC-2 exactly,
    /// ICPC-2B exactly and then through its ICPC-2 parent, the part before the dot; the entry then is the parent's.
    ///
    /// Upper case is expected. After the first letter ICD-10 is read without regard to case, because some
    /// Norwegian codes end in a small letter (`I210a`) and `domain::Diagnose` keeps its codes in capitals.
    pub fn lookup(&self, kodeverk: Kodeverk, code: &str) -> Option<Entry<'_>> {
        match kodeverk {
            Kodeverk::Icpc2 => self.exact(Kodeverk::Icpc2, code),
            Kodeverk::Icpc2b => self.exact(Kodeverk::Icpc2b, code).or_else(|| {
                let parent = code.split('.').next().unwrap_or_default();
                self.exact(Kodeverk::Icpc2, parent)
            }),
            Kodeverk::Icd10 => {
                let plain = without_dots(code);
                let range = self.range(Kodeverk::Icd10);
                let at = partition_point(range.start, range.end, |at| {
                    compare_ignoring_case(self.parts.code(at), &plain).is_lt()
                });
                let found = self.entry(at).filter(|_| at < range.end)?;
                let same_case = found.code().get(..1) == plain.get(..1);
                (same_case && found.code().eq_ignore_ascii_case(&plain)).then_some(found)
            }
        }
    }

    /// The text for a code, found as in [`Codes::lookup`].
    pub fn text(&self, kodeverk: Kodeverk, code: &str) -> Option<String> {
        self.lookup(kodeverk, code)
            .map(|entry| entry.text().to_string())
    }

    /// Does the code exist in this code system? The question of the rules UGYLDIG_KODEVERK_FOR_*, `sykmelding.md` 3.7.
    pub fn valid(&self, kodeverk: Kodeverk, code: &str) -> bool {
        self.lookup(kodeverk, code).is_some()
    }

    /// The entries of a list, by number.
    pub(crate) fn range(&self, kodeverk: Kodeverk) -> Range<usize> {
        let [icpc2, icpc2b, icd10] = self.parts.counts;
        let (start, count) = match kodeverk {
            Kodeverk::Icpc2 => (0, icpc2),
            Kodeverk::Icpc2b => (icpc2, icpc2b),
            Kodeverk::Icd10 => (icpc2 + icpc2b, icd10),
        };
        start..start + count
    }

    /// The entries of a list whose codes begin so, without regard to case.
    pub(crate) fn beginning(&self, kodeverk: Kodeverk, start: &str) -> Range<usize> {
        let range = self.range(kodeverk);
        let from = partition_point(range.start, range.end, |at| {
            compare_ignoring_case(self.parts.code(at), start).is_lt()
        });
        let to = partition_point(from, range.end, |at| {
            let head = self.parts.code(at).get(..start.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(start))
        });
        from..to
    }

    /// The place of an entry's list among [`Kodeverk::ALL`], which is their order in the file.
    pub(crate) fn list_of(&self, entry: usize) -> usize {
        let [icpc2, icpc2b, _] = self.parts.counts;
        usize::from(entry >= icpc2) + usize::from(entry >= icpc2 + icpc2b)
    }

    pub(crate) fn entry(&self, number: usize) -> Option<Entry<'_>> {
        let number = u16::try_from(number).ok()?;
        (usize::from(number) + 1 < self.parts.code_at.len()).then_some(Entry {
            codes: self,
            number,
        })
    }

    fn exact(&self, kodeverk: Kodeverk, code: &str) -> Option<Entry<'_>> {
        self.entry(self.number(kodeverk, code)?)
    }

    /// The number of the entry with this very code.
    pub(crate) fn number(&self, kodeverk: Kodeverk, code: &str) -> Option<usize> {
        let range = self.range(kodeverk);
        let at = partition_point(range.start, range.end, |at| self.parts.code(at) < code);
        (at < range.end && self.parts.code(at) == code).then_some(at)
    }
}

impl<'a> Entry<'a> {
    /// The list that the code belongs to.
    pub fn kodeverk(self) -> Kodeverk {
        let [icpc2, icpc2b, icd10] = Kodeverk::ALL;
        match self.codes.list_of(usize::from(self.number)) {
            0 => icpc2,
            1 => icpc2b,
            _ => icd10,
        }
    }

    /// The code as published: ICD-10 without dot.
    pub fn code(self) -> &'a str {
        self.codes.parts.code(usize::from(self.number))
    }

    /// The text in Norwegian.
    pub fn text(self) -> Text<'a> {
        let units = self.codes.index.text(usize::from(self.number));
        Text {
            codes: self.codes,
            units: self.codes.parts.units.get(units).unwrap_or_default(),
        }
    }
}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}",
            self.kodeverk().name(),
            self.code(),
            self.text()
        )
    }
}

impl<'a> Text<'a> {
    /// The text in pieces: words, and what stands between them.
    pub fn pieces(self) -> impl Iterator<Item = &'a str> {
        let mut after_word = false;
        self.units.iter().flat_map(move |unit| {
            let piece = self.codes.parts.piece(usize::from(*unit).saturating_sub(1));
            let word = piece.starts_with(is_word);
            let space = (word && after_word).then_some(" ");
            after_word = word;
            space.into_iter().chain([piece])
        })
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece))
    }
}

fn without_dots(code: &str) -> String {
    code.chars().filter(|c| *c != '.').collect()
}

fn compare_ignoring_case(a: &str, b: &str) -> std::cmp::Ordering {
    a.bytes()
        .map(|c| c.to_ascii_lowercase())
        .cmp(b.bytes().map(|c| c.to_ascii_lowercase()))
}

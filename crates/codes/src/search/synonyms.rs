//! Other words for the same. Written by hand in our own words: what doctors type and the lists do not say.
//!
//! The left side is folded (`øli` → `oli`) and compared with the whole word typed. A code stands for itself and its
//! subdivisions, a word for all words that begin with it. Add a line when a doctor asks for one.

/// What a word may also mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// An ICPC-2 code.
    Code(&'static str),
    /// The beginning of a folded word that means the same.
    Word(&'static str),
    /// The beginning of a folded word that may be meant; found after what was typed.
    Loosely(&'static str),
}

use Meaning::{Code, Loosely, Word};

/// The other meanings of a folded word.
pub(crate) fn synonyms(word: &[u8]) -> impl Iterator<Item = Meaning> {
    SYNONYMS
        .iter()
        .filter(move |(other, _)| other.as_bytes() == word)
        .map(|(_, meaning)| *meaning)
}

const SYNONYMS: &[(&str, Meaning)] = &[
    // Airways.
    ("flu", Code("R80")),
    ("influenza", Code("R80")),
    ("forkjolelse", Code("R74")),
    ("forkjolet", Code("R74")),
    ("oli", Code("R74")),
    ("olvi", Code("R74")),
    ("pneumoni", Code("R81")),
    ("pneumonia", Code("R81")),
    ("kols", Code("R95")),
    ("copd", Code("R95")),
    ("bronkitt", Code("R78")),
    ("sinusitt", Code("R75")),
    ("halsbetennelse", Code("R76")),
    ("mandelbetennelse", Code("R76")),
    ("laryngitt", Code("R77")),
    ("falsk", Code("R77")),
    ("korona", Code("R992")),
    ("corona", Code("R992")),
    ("covid", Code("R992")),
    ("hoysnue", Code("R97")),
    ("pollenallergi", Code("R97")),
    ("dyspne", Code("R02")),
    // Muscles and joints.
    ("lumbago", Code("L03")),
    ("hekseskudd", Code("L03")),
    ("korsryggsmerte", Code("L03")),
    ("korsryggsmerter", Code("L03")),
    ("isjias", Code("L86")),
    ("prolaps", Code("L86")),
    ("skiveprolaps", Code("L86")),
    ("myalgi", Code("L18")),
    ("nakkesleng", Code("L83")),
    ("whiplash", Code("L83")),
    ("tendinitt", Code("L87")),
    ("senebetennelse", Code("L87")),
    ("slimposebetennelse", Code("L87")),
    ("tennisalbue", Code("L93")),
    ("impingement", Code("L92")),
    ("frozen", Code("L92")),
    ("fibromyalgi", Code("L18")),
    ("leddgikt", Code("L88")),
    ("slitasjegikt", Code("L91")),
    ("overtrakk", Code("L77")),
    ("meniskskade", Code("L96")),
    ("korsband", Code("L96")),
    ("handleddsbrudd", Code("L72")),
    ("beinskjorhet", Code("L95")),
    ("benskjorhet", Code("L95")),
    ("fraktur", Word("brudd")),
    ("brudd", Word("fraktur")),
    ("rygg", Loosely("lumba")),
    ("artrose", Loosely("slitasje")),
    // Mind.
    ("adhd", Code("P81")),
    ("ptsd", Code("P82")),
    ("ocd", Code("P79")),
    ("utbrent", Code("P78")),
    ("utbrenthet", Code("P78")),
    ("utmattelse", Code("A04")),
    ("fatigue", Code("A04")),
    ("slitenhet", Code("A04")),
    ("stress", Code("P02")),
    ("sorg", Code("P02")),
    ("krise", Code("P02")),
    ("livskrise", Code("P02")),
    ("depresjon", Code("P76")),
    ("panikkangst", Code("P74")),
    ("insomni", Code("P06")),
    ("sovnproblem", Code("P06")),
    ("sovnlos", Code("P06")),
    ("anoreksi", Code("P86")),
    ("spiseforstyrrelse", Code("P86")),
    ("manisk", Code("P73")),
    // Nerves, eyes, ears.
    ("bppv", Code("H82")),
    ("krystallsyke", Code("H82")),
    ("vertigo", Code("H82")),
    ("tinnitus", Code("H03")),
    ("otitt", Code("H71")),
    ("orebetennelse", Code("H71")),
    ("migraine", Code("N89")),
    ("cephalgi", Code("N01")),
    ("hjernerystelse", Code("N79")),
    ("commotio", Code("N79")),
    ("ms", Code("N86")),
    ("parkinson", Code("N87")),
    ("gronn", Code("F93")),
    ("staer", Code("F93")),
    // Heart and vessels.
    ("hjerneinfarkt", Code("K90")),
    ("slag", Code("K90")),
    ("apopleksi", Code("K90")),
    ("infarkt", Code("K75")),
    ("drypp", Code("K89")),
    ("tia", Code("K89")),
    ("hjerteflimmer", Code("K78")),
    ("blodpropp", Code("K93")),
    ("hypertensjon", Code("K86")),
    // Two words that must both fit: "høyt blodtrykk".
    ("hoyt", Code("K86")),
    ("blodtrykk", Code("K86")),
    // Stomach and gut.
    ("gastronteritt", Code("D73")),
    ("omgangssyke", Code("D73")),
    ("magesyke", Code("D73")),
    ("matforgiftning", Code("D73")),
    ("magesmerter", Code("D01")),
    ("magesmerte", Code("D01")),
    ("magevondt", Code("D01")),
    ("blindtarm", Code("D88")),
    ("blindtarmsbetennelse", Code("D88")),
    ("gallestein", Code("D98")),
    ("gallesten", Code("D98")),
    ("ibs", Code("D93")),
    ("crohn", Code("D94")),
    ("crohns", Code("D94")),
    ("refluks", Code("D84")),
    ("mage", Loosely("abdom")),
    ("magen", Loosely("abdom")),
    // Skin, hormones, kidneys, women and men.
    ("helvetesild", Code("S70")),
    ("skabb", Code("S72")),
    ("elveblest", Code("S98")),
    ("eksem", Code("S87")),
    ("rosen", Code("S76")),
    ("verkebyll", Code("S10")),
    ("uvi", Code("U71")),
    ("blaerekatarr", Code("U71")),
    ("nyrestein", Code("U95")),
    ("sukkersyke", Code("T90")),
    ("hoystoffskifte", Code("T85")),
    ("lavtstoffskifte", Code("T86")),
    ("stoffskifte", Code("T86")),
    ("gikt", Code("T92")),
    ("overgangsalder", Code("X11")),
    ("spontanabort", Code("W82")),
    ("hyperemesis", Code("W05")),
    ("svangerskapskvalme", Code("W05")),
    ("gravid", Word("svangerskap")),
    ("graviditet", Word("svangerskap")),
    // General.
    ("kreft", Word("ondartet")),
    ("cancer", Word("ondartet")),
    ("karsinom", Word("ondartet")),
    ("betennelse", Loosely("inflamm")),
    ("kyssesyke", Code("A75")),
    ("allergi", Code("A92")),
    ("vondt", Word("smerte")),
    ("verk", Word("smerte")),
    // Pain in a place is coded as "symptomer/plager" in most chapters of ICPC-2.
    ("smerte", Loosely("symptomer")),
    ("smerter", Loosely("symptomer")),
    ("vondt", Loosely("symptomer")),
    ("verk", Loosely("symptomer")),
    ("plager", Loosely("smerte")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn both_sides_are_written_as_they_are_compared() {
        for (word, meaning) in SYNONYMS {
            let mut folded = Vec::new();
            fold(word, &mut folded);
            assert_eq!(folded, word.as_bytes());
            match meaning {
                Code(code) => assert_eq!(code.to_uppercase(), *code),
                Word(other) | Loosely(other) => {
                    folded.clear();
                    fold(other, &mut folded);
                    assert_eq!(folded, other.as_bytes());
                }
            }
        }
    }

    #[test]
    fn no_line_stands_twice() {
        for (n, line) in SYNONYMS.iter().enumerate() {
            assert!(!SYNONYMS[..n].contains(line), "{line:?}");
        }
    }
}

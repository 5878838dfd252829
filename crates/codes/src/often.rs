//! The codes that most sick notes bear, to come first among equals. Kept by hand; the order does not matter.

/// Codes of ICPC-2. Nav's statistics of sick leave by diagnosis name these groups year after year: muscles and joints,
/// light mental illness, airways, stomach, pregnancy, fatigue, headache.
pub(crate) const OFTEN: &str = "A01 A03 A04 A11 A78 A80 D01 D09 D10 D11 D70 D73 D88 D98 H71 H82 K75 K78 K86 K90 L01 L02 L03 L08 L11 L12 \
    L13 L15 L16 L17 L18 L20 L72 L73 L74 L77 L81 L83 L84 L86 L87 L88 L89 L90 L91 L92 L93 L96 N01 N17 N79 N89 N93 P01 \
    P02 P03 P06 P29 P73 P74 P76 P78 P82 R05 R21 R74 R75 R76 R78 R80 R81 R83 R95 R96 R992 S18 S70 T90 U71 W05 W29 W78 \
    W84 W99 X76";

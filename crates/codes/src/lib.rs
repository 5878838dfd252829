//! ICD-10, ICPC-2 and ICPC-2B: lookup and search.

//! Opening from the EPJ, and when that fails.

use super::texts;

texts! {
    opening: "Åpner Attest", "Opnar Attest";
    asking_epj: "Spør journalsystemet hvem og hvilken pasient det gjelder …", "Spør journalsystemet kven og kva pasient det gjeld …";
    loading_patient: "Henter pasienten …", "Hentar pasienten …";
    failed: "Attest kunne ikke åpnes", "Attest kunne ikkje opnast";
    session_over: "Økten er avsluttet", "Økta er avslutta";
}

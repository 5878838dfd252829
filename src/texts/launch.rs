//! Opening from the EPJ, and when that fails.

use super::texts;

texts! {
    opening: "Åpner Attest", "Opnar Attest";
    asking_epj: "Spør journalsystemet hvem og hvilken pasient det gjelder …", "Spør journalsystemet kven og kva pasient det gjeld …";
    loading_patient: "Henter pasienten …", "Hentar pasienten …";
    failed: "Attest kunne ikke åpnes", "Attest kunne ikkje opnast";
    session_over: "Økten er avsluttet", "Økta er avslutta";
    no_storage: "Nettleseren lar ikke Attest huske innloggingen mens den pågår. Åpne Attest i et eget vindu, eller slå på lagring for siden.", "Nettlesaren lèt ikkje Attest hugse innlogginga medan ho går føre seg. Opne Attest i eit eige vindauge, eller slå på lagring for sida.";
}

//! The conditions of use. The text itself comes from the gateway.

use super::texts;

texts! {
    heading: "Bruksvilkår", "Bruksvilkår";
    accept: "Jeg godtar vilkårene", "Eg godtek vilkåra";
    due: "Du må godta bruksvilkårene før du kan sende.", "Du må godta bruksvilkåra før du kan sende.";
    read: "Les og godta bruksvilkårene", "Les og godta bruksvilkåra";
}

//! The tokens of mode B: in the memory of this page, by session, gone with it (`smart-fhir.md` 4.2).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use smart::{Issuer, Session, Tokens};

/// A login that this page made itself.
pub struct Login {
    /// What the launch established.
    pub session: Session,
    /// The secrets.
    pub tokens: Tokens,
    /// The issuer record as a browser may know it.
    pub issuer: Issuer,
}

thread_local! {
    static LOGINS: RefCell<HashMap<String, Rc<Login>>> = RefCell::default();
}

/// Keeps a login under the id of its session.
pub fn keep(sid: &str, login: Login) {
    LOGINS.with_borrow_mut(|logins| logins.insert(sid.to_owned(), Rc::new(login)));
}

/// The login of a session; `None` after a reload, and in mode G.
pub fn of(sid: &str) -> Option<Rc<Login>> {
    LOGINS.with_borrow(|logins| logins.get(sid).cloned())
}

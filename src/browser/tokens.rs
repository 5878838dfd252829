//! The tokens of mode B: in the memory of this page, by session, gone with it (`smart-fhir.md` 4.2).

use std::cell::RefCell;
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
    // A page has one or two: a list is less code than a table with hashes.
    static LOGINS: RefCell<Vec<(String, Rc<Login>)>> = RefCell::default();
}

/// Keeps a login under the id of its session, which is never used twice.
pub fn keep(sid: &str, login: Login) {
    LOGINS.with_borrow_mut(|logins| logins.push((sid.to_owned(), Rc::new(login))));
}

/// The login of a session; `None` after a reload, and in mode G.
pub fn of(sid: &str) -> Option<Rc<Login>> {
    LOGINS.with_borrow(|logins| {
        let found = logins.iter().find(|(own, _)| own == sid);
        found.map(|(_, login)| Rc::clone(login))
    })
}

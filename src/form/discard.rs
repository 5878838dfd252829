//! Discarding a form.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Work;
use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::http;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::fault::Fault;
use crate::route::{self, Page, Route};
use crate::texts::form;
use crate::ui::{Button, FaultAlert, Looks, Modal, dynamic, optional, shown};

/// Asks first, then deletes the draft and goes back to the overview. `asking` opens the question.
#[component]
pub fn Discard(current: Current, work: Work, asking: RwSignal<bool>) -> impl IntoView {
    let fault: RwSignal<Option<Fault>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let close = Callback::new(move |()| {
        fault.set(None);
        asking.set(false);
    });
    let discard = Callback::new(move |()| {
        let current = current.clone();
        busy.set(true);
        spawn_local(async move {
            let gone = match work.saved.at_gateway() {
                true => http::delete(&route::draft(current.sid(), &work.id())).await,
                false => Ok(()),
            };
            busy.try_set(false);
            match gone {
                Ok(()) => {
                    work.saved.close();
                    current.end_work();
                    asking.try_set(false);
                    navigate(
                        Step::Replace,
                        Route::Session(current.sid().to_owned(), Page::Overview),
                    );
                }
                Err(error) => {
                    current.notice(&error);
                    fault.try_set(Some(error));
                }
            }
        });
    });
    shown(
        move || asking.get(),
        move || {
            view! {
            <Modal
                heading=form::discard_question()
                on_close=close
                footer={
                    view! {
                        <Button on_press=discard looks=Looks::Danger busy key=(Key::D, Place::Dialog)>
                            {form::discard()}
                        </Button>
                        <Button on_press=close looks=Looks::Secondary>
                            {form::keep_writing()}
                        </Button>
                    }
                    .into_any()
                }
            >
                <p class="aksel-body-long">{form::discard_consequence()}</p>
                {dynamic(move || optional(fault.get().map(|fault| view! { <FaultAlert fault /> })))}
            </Modal>
            }
            .into_any()
        },
    )
}

//! Running trees over an input.

use crate::input::Mode;
use crate::{Input, Node, Regel, Status, Tree, Utfall};

/// One question with its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub rule: Regel,
    /// The answer.
    pub yes: bool,
}

/// One tree with its own outcome and the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeRun {
    /// The tree.
    pub tree: Tree,
    /// What was asked, in order.
    pub path: Vec<Answer>,
    /// Where it ended.
    pub utfall: Utfall,
}

/// What the rules say of a note: the trees that ran, up to the first that is not OK.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vurdering {
    /// In the order of execution.
    pub runs: Vec<TreeRun>,
    /// Trees that asked about something that is not known here, in the order of execution.
    pub left_out: Vec<Tree>,
}

impl Vurdering {
    /// Status of the note: that of the last tree that ran.
    pub fn status(&self) -> Status {
        self.runs.last().map_or(Status::Ok, |run| run.utfall.status)
    }

    /// Name of the outcome; `None` when OK.
    pub fn rule(&self) -> Option<&'static str> {
        self.runs.last().and_then(|run| run.utfall.name)
    }

    /// The legal assessments: trees that rest on a paragraph, each with its own status (`sykmelding.md` 3.1 DO).
    pub fn juridisk(&self) -> impl Iterator<Item = &TreeRun> {
        self.runs.iter().filter(|run| run.utfall.paragraf.is_some())
    }
}

/// Runs all trees in order and stops after the first that is not OK. Total: every input has an outcome.
///
/// A tree that asks about what is not known here is left out, and named: the browser knows neither registers nor earlier
/// notes, the gateway and Nav do.
pub fn vurder(input: &Input<'_>) -> Vurdering {
    let mut vurdering = Vurdering::default();
    for tree in Tree::ALL {
        match run_tree(tree, input) {
            Some(run) => vurdering.runs.push(run),
            None => vurdering.left_out.push(tree),
        }
        if vurdering.status() != Status::Ok {
            break;
        }
    }
    vurdering
}

/// Runs one tree; `None` where it asks about something that is not known here. The form uses it for hints while other
/// parts of the note are still missing.
pub fn run_tree(tree: Tree, input: &Input<'_>) -> Option<TreeRun> {
    let mut path = Vec::new();
    let mut node = tree.root();
    loop {
        match node {
            Node::Ask { rule, yes, no } => {
                let answer = rule.ask(input)?;
                path.push(Answer {
                    rule: *rule,
                    yes: answer,
                });
                node = if answer { yes } else { no };
            }
            Node::Stop(utfall) => {
                return Some(TreeRun {
                    tree,
                    path,
                    utfall: by_channel(*utfall, input.mode),
                });
            }
        }
    }
}

/// What a person has read from paper is never refused by a machine (`sykmelding.md` 3.1).
fn by_channel(utfall: Utfall, mode: Mode) -> Utfall {
    match (mode, utfall.status) {
        (Mode::Papir, Status::Invalid) => Utfall {
            status: Status::Manual,
            ..utfall
        },
        _ => utfall,
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;

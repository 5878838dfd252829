//! A tree as a page of Markdown with a Mermaid diagram, for `docs/rules/`.

use std::fmt::Write;

use domain::Sprak;

use crate::{Node, Status, Tree, texts};

/// The page of one tree: the diagram, then what each outcome means and rests on.
pub fn page(tree: Tree) -> String {
    let mut lines = Lines::default();
    lines.node(tree.root());
    let mut page = format!(
        "# {}\n\nGenerated from `crates/rules` by its tests; do not edit.\n\n```mermaid\nflowchart TD\n{}```\n\n| Outcome | Status | Law | Text |\n| --- | --- | --- | --- |\n",
        tree.name(),
        lines.diagram
    );
    for row in lines.outcomes {
        page.push_str(&row);
    }
    page
}

#[derive(Default)]
struct Lines {
    diagram: String,
    outcomes: Vec<String>,
    n_nodes: usize,
}

impl Lines {
    /// Writes a node with all that hangs under it and gives its id.
    fn node(&mut self, node: &Node) -> usize {
        self.n_nodes += 1;
        let id = self.n_nodes;
        match node {
            Node::Ask { rule, yes, no } => {
                // Writing to a String cannot fail.
                _ = writeln!(self.diagram, "    n{id}{{{{{}}}}}", rule.name());
                for (label, next) in [("ja", yes), ("nei", no)] {
                    let next = self.node(next);
                    _ = writeln!(self.diagram, "    n{id} -->|{label}| n{next}");
                }
            }
            Node::Stop(utfall) => {
                let status = match utfall.status {
                    Status::Ok => "OK",
                    Status::Manual => "MANUAL",
                    Status::Invalid => "INVALID",
                };
                let name = utfall.name.unwrap_or("OK");
                _ = writeln!(
                    self.diagram,
                    "    n{id}[\"{status} {}\"]",
                    utfall.name.unwrap_or_default()
                );
                let law = utfall.paragraf.map_or("", |p| p.citation());
                let text = texts::text(name, Sprak::Nb).unwrap_or_default();
                let row = format!("| {name} | {status} | {law} | {text} |\n");
                if !self.outcomes.contains(&row) {
                    self.outcomes.push(row);
                }
            }
        }
        id
    }
}

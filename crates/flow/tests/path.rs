//! The steps, driven as gateway and app drive them, against an EPJ that is a function.

#[path = "path/world.rs"]
mod world;

#[path = "path/context.rs"]
mod context;

#[path = "path/office.rs"]
mod office;

#[path = "path/prefill.rs"]
mod prefill;

#[path = "path/submit.rs"]
mod submit;

#[path = "path/resources.rs"]
mod resources;

#[path = "path/server.rs"]
mod server;

#[path = "path/writer.rs"]
mod writer;

#[path = "path/answers_of_a_server.rs"]
mod answers_of_a_server;

#[path = "path/properties.rs"]
mod properties;

//! typst, with fonts and template loaded once.

use contract::Document;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::letter::Letter;

/// Why there is no PDF. None of these is mended by trying again with the same document.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The program was built with a font or template that typst does not accept: a fault of ours.
    #[error("the typesetter cannot start: {0}")]
    Setup(&'static str),
    /// The document could not be written down for the template: a fault of ours.
    #[error("the document cannot be handed to the template")]
    Data(#[from] serde_json::Error),
    /// typst refused the template with this document: a fault of ours.
    /// The message is typst's up to the first quotation mark, behind which it may quote what was typed.
    #[error("typst cannot set the document: {0}")]
    Typst(String),
}

/// Sets documents. Making one costs some milliseconds, so keep it; it can be shared between threads.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
    standards: PdfStandards,
}

const TEMPLATE: &str = include_str!("brev.typ");
const REGULAR: &[u8] = include_bytes!("../fonts/SourceSans3-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../fonts/SourceSans3-Semibold.ttf");

impl Typesetter {
    /// Loads fonts and template.
    ///
    /// # Errors
    /// [`PdfError::Setup`] when the program was built wrong; then no document can be made at all.
    pub fn new() -> Result<Typesetter, PdfError> {
        let fonts = [REGULAR, SEMIBOLD]
            .into_iter()
            .map(|bytes| Font::new(Bytes::new(bytes), 0).ok_or(PdfError::Setup("bad font")))
            .collect::<Result<Vec<_>, _>>()?;
        let data = VirtualPath::new("/data.json").map_err(|_| PdfError::Setup("bad path"))?;
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|_| PdfError::Setup("PDF/A-2a and PDF/UA-1 do not go together"))?;
        Ok(Typesetter {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::detached(TEMPLATE),
            data: RootedPath::new(VirtualRoot::Project, data).intern(),
            standards,
        })
    }

    /// Sets a document: PDF/A-2a and PDF/UA-1, tagged, fonts embedded, the same bytes every time.
    ///
    /// Takes tens of milliseconds of computing; call it from a thread that may block.
    ///
    /// # Errors
    /// See [`PdfError`].
    pub fn pdf(&self, document: &Document) -> Result<Vec<u8>, PdfError> {
        let font = self.fonts.first().ok_or(PdfError::Setup("no font"))?;
        let letter = Letter::new(document, font);
        let desk = Desk {
            typesetter: self,
            letter: Bytes::new(serde_json::to_vec(&letter)?),
        };
        let set = typst::compile::<PagedDocument>(&desk)
            .output
            .map_err(|why| messages(&why))?;
        let options = PdfOptions {
            ident: Smart::Custom(letter.ident()),
            creator: Smart::Custom(Some("Attest".to_owned())),
            timestamp: letter.timestamp(),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&set, &options).map_err(|why| messages(&why));
        // typst remembers intermediate results. What concerns the template stays warm,
        // what concerns a patient is forgotten two documents later.
        typst::comemo::evict(2);
        bytes
    }
}

fn messages(diagnostics: &[SourceDiagnostic]) -> PdfError {
    let unquoted = |one: &SourceDiagnostic| {
        let message = one.message.as_str();
        message
            .split(['"', '`'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let lines: Vec<_> = diagnostics.iter().map(unquoted).collect();
    PdfError::Typst(lines.join("; "))
}

/// One document on its way: what typst may see of the world, and nothing else.
struct Desk<'a> {
    typesetter: &'a Typesetter,
    letter: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.typesetter.template.id() {
            return Ok(self.typesetter.template.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.typesetter.data {
            return Ok(self.letter.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    /// The letter carries its own time; a clock would make the bytes differ from day to day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

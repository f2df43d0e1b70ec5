//! Office documents: ZIP archives of XML parts that point at each other by relationships
//! (ECMA-376, Open Packaging Conventions).

mod chart;
mod docx;
mod merges;
mod numbering;
mod package;
mod pptx;
mod shapes;
mod xlsx;
mod xlsx_styles;
mod xml;

use super::{Fault, Limits, Reading};
use package::Package;

/// Reads an Office document; which of the three it is, its main part says.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part()?;
    let media = |kind: &str| format!("application/vnd.openxmlformats-officedocument.{kind}");
    match main.as_str() {
        main if main.contains("presentation") || main.starts_with("ppt/") => {
            Reading::streamed(pptx::read(&mut package, main, limits)?, &media("presentationml.presentation"))
        }
        main if main.contains("workbook") || main.starts_with("xl/") => {
            let (stream, sheets) = xlsx::read(&mut package, main, limits)?;
            Ok(Reading { sheets, ..Reading::streamed(stream, &media("spreadsheetml.sheet"))? })
        }
        main if main.contains("document") || main.starts_with("word/") => {
            Reading::streamed(docx::read(&mut package, main, limits)?, &media("wordprocessingml.document"))
        }
        _ => Err(Fault::Format("an Office document of another kind")),
    }
}

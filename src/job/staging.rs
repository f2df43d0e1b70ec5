//! Files written beside and renamed into place, so that a stop at any moment leaves whole files only.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

use crate::link::Shelf;
use crate::read::hex;
use crate::spill::nameless;

/// The output folder with its workshop, a hidden folder that is gone after the run. What a killed
/// run left there is thrown away by the next.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    shop: PathBuf,
    /// Held open, and locked, as long as the run.
    _lock: File,
    count: AtomicUsize,
}

/// A file that is being written, not yet where it belongs. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    file: BufWriter<File>,
    digest: Sha256,
    published: bool,
}

impl Staging {
    /// Name of the workshop inside the output folder.
    const SHOP: &'static str = ".ingest-tmp";

    /// Opens `out` for writing; creates it where it is missing.
    ///
    /// # Errors
    /// In words: what cannot be created, and what to do.
    pub fn open(out: &Path) -> Result<Self, String> {
        let shop = out.join(Self::SHOP);
        let fail = |error: io::Error| {
            format!("{}: cannot be written: {error}; choose another folder with -o, or allow writing", out.display())
        };
        fs::create_dir_all(&shop).map_err(fail)?;
        let lock = File::create(shop.join("lock")).map_err(fail)?;
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            return Err(format!("{}: another run is writing there; wait for it to end", out.display()));
        }
        for entry in fs::read_dir(&shop).map_err(fail)?.flatten() {
            if entry.file_name() != "lock" {
                let _ = fs::remove_file(entry.path()); // what stays is overwritten or left, never published
            }
        }
        Ok(Self { out: out.to_owned(), shop, _lock: lock, count: AtomicUsize::new(0) })
    }

    /// The output folder.
    #[must_use]
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// A path in the workshop that nothing has yet.
    fn next(&self) -> PathBuf {
        self.shop.join(self.count.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// A new file in the workshop.
    ///
    /// # Errors
    /// Where it cannot be created.
    pub fn draft(&self) -> io::Result<Draft> {
        let path = self.next();
        let file = BufWriter::with_capacity(1 << 13, File::create(&path)?);
        Ok(Draft { path, file, digest: Sha256::new(), published: false })
    }

    /// Puts a finished file at `path` below the output folder; gives its sha256.
    ///
    /// # Errors
    /// Where it cannot be written whole or moved there.
    pub fn publish(&self, mut draft: Draft, path: &str) -> io::Result<String> {
        draft.file.flush()?;
        let target = self.out.join(path);
        match fs::rename(&draft.path, &target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                target.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(&draft.path, &target)?;
            }
            other => other?,
        }
        draft.published = true;
        Ok(hex(&std::mem::take(&mut draft.digest).finalize()))
    }

    /// Takes away the file at `path` below the output folder, and the folders it leaves empty.
    pub fn retire(&self, path: &Path) {
        let _ = fs::remove_file(self.out.join(path)); // gone already is as good
        let parents = path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
        let _ = parents.map(|parent| fs::remove_dir(self.out.join(parent))).find(Result::is_err);
    }
}

impl Shelf for Staging {
    fn file(&self) -> io::Result<File> {
        nameless(&self.next())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.shop); // what is left there is never taken for output
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.file.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.published {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read, Seek, SeekFrom};

    use super::*;

    #[test]
    fn a_file_for_rows_has_no_name() {
        let out = tempfile::tempdir().expect("a folder");
        let staging = Staging::open(out.path()).expect("opened");
        let mut file = staging.file().expect("a file");
        file.write_all(b"rows").expect("written");
        let names = || fs::read_dir(out.path().join(Staging::SHOP)).expect("read").flatten();
        assert!(names().all(|entry| entry.file_name() == "lock"), "a killed run would leave it");
        let mut text = String::new();
        file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_string(&mut text)).expect("read back");
        assert_eq!(text, "rows");
    }
}

//! A page's characters and rules with their places, as they are drawn. Places are in points, from the
//! page's left upper corner.

use std::collections::HashSet;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;

use crate::read::Fault;
use crate::read::limits::Meter;

/// A character.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    /// Where the next character would stand.
    pub(super) end: f64,
    /// The baseline, from the top.
    pub(super) y: f64,
    /// Height of the type.
    pub(super) size: f64,
}

/// A straight line, drawn thin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// What stands otherwise than most of the page, as it stands when the page is turned for it.
    pub(super) aside: Vec<Vec<Glyph>>,
    /// Characters that stand for nothing known.
    pub(super) unknown: usize,
}

/// More rules than this on a page are a picture.
const MOST_RULES: usize = 5_000;

/// Draws a page.
pub(super) fn draw<'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    meter: &mut Meter,
) -> Result<Drawing, Fault> {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let initial = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut context = Context::new(initial, Rect::new(0.0, 0.0, width, height), cache, pdf.xref(), settings);
    let mut pen = Pen { drawing: Drawing { width, height, ..Drawing::default() }, ..Pen::default() };
    interpret_page(page, &mut context, &mut pen);
    meter.step(pen.work)?;
    Ok(pen.finish())
}

/// Notes what is drawn.
#[derive(Default)]
struct Pen {
    drawing: Drawing,
    invisible: Vec<Glyph>,
    /// Text that runs down, up, or stands on its head, as it stands once the page is turned for it.
    turned: [Vec<Glyph>; 3],
    vertical: usize,
    seen: HashSet<(i64, i64, String)>,
    /// For each open marked sequence, whether it is no part of the document.
    artifacts: Vec<bool>,
    work: u64,
}

impl Pen {
    fn finish(mut self) -> Drawing {
        // a layer of recognised text under a picture of the page
        if self.drawing.glyphs.is_empty() {
            self.drawing.glyphs = std::mem::take(&mut self.invisible);
        }
        if self.vertical * 2 > self.drawing.glyphs.len() {
            self.drawing = turn(std::mem::take(&mut self.drawing));
        }
        self.upright();
        self.drawing
    }

    /// Turns the page where most of its text lies on its side.
    fn upright(&mut self) {
        let (width, height) = (self.drawing.width, self.drawing.height);
        let most = (0..3).max_by_key(|way| self.turned.get(*way).map_or(0, Vec::len)).unwrap_or(0);
        if let Some(glyphs) = self.turned.get_mut(most).filter(|glyphs| glyphs.len() > self.drawing.glyphs.len()) {
            std::mem::swap(glyphs, &mut self.drawing.glyphs);
            let at = |x: f64, y: f64| TURNS.get(most).map_or((x, y), |turn| turn(x, y, width, height));
            for rule in &mut self.drawing.rules {
                let ((ax, ay), (bx, by)) = (at(rule.x0, rule.y0), at(rule.x1, rule.y1));
                *rule = Rule { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) };
            }
            if most < 2 {
                (self.drawing.width, self.drawing.height) = (height, width);
            }
        }
        self.drawing.aside = std::mem::take(&mut self.turned).into_iter().filter(|glyphs| !glyphs.is_empty()).collect();
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, place: Affine, vertical: bool, invisible: bool) {
        let text = match drawn.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.drawing.unknown += 1;
                "\u{FFFD}".to_owned()
            }
        };
        let text = plain(&text);
        if text.is_empty() {
            return;
        }
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let (origin, up) = (place * Point::ZERO, place * Point::new(0.0, 1000.0));
        let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let size = (up - origin).hypot();
        let inside = (-1.0..=self.drawing.width + 1.0).contains(&origin.x)
            && (-1.0..=self.drawing.height + size).contains(&origin.y);
        let (right, down) = (up.x - origin.x, up.y - origin.y);
        let way = match () {
            () if right.abs() <= size * 0.5 && down < 0.0 => None,
            () if down.abs() <= size * 0.1 => Some(usize::from(right < 0.0)),
            () if right.abs() <= size * 0.1 => Some(2),
            () => return, // a stamp across the page
        };
        if !inside || !size.is_finite() || size < 0.5 {
            return;
        }
        self.vertical += usize::from(vertical);
        let key = ((origin.x * 2.0).round() as i64, (origin.y * 2.0).round() as i64, text.clone());
        if text.trim().is_empty() || self.seen.insert(key) {
            let turn = way.and_then(|way| TURNS.get(way)).unwrap_or(&SAME);
            let at = |point: Point| turn(point.x, point.y, self.drawing.width, self.drawing.height);
            let ((x, y), (end, _)) = (at(origin), at(end));
            let glyph = Glyph { text, x, end: end.max(x), y, size };
            match way.and_then(|way| self.turned.get_mut(way)) {
                Some(turned) => turned.push(glyph),
                None if invisible => self.invisible.push(glyph),
                None => self.drawing.glyphs.push(glyph),
            }
        }
    }

    /// The straight lines of a path: its own, where it is stroked, or thin boxes, where it is filled.
    fn rules(&mut self, path: &BezPath, place: Affine, stroked: bool) {
        const THIN: f64 = 2.5;
        const SHORT: f64 = 6.0;
        if self.drawing.rules.len() > MOST_RULES || path.elements().len() > 200 {
            return;
        }
        let mut push = |a: Point, b: Point| {
            let rule = Rule { x0: a.x.min(b.x), y0: a.y.min(b.y), x1: a.x.max(b.x), y1: a.y.max(b.y) };
            let (wide, high) = (rule.x1 - rule.x0, rule.y1 - rule.y0);
            if wide.min(high) <= THIN && wide.max(high) >= SHORT {
                self.drawing.rules.push(rule);
            }
        };
        if !stroked {
            let bounds = (place * path.clone()).bounding_box();
            push(Point::new(bounds.x0, bounds.y0), Point::new(bounds.x1, bounds.y1));
            return;
        }
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => (start, last) = (place * point, place * point),
                PathEl::LineTo(point) => {
                    let point = place * point;
                    push(last, point);
                    last = point;
                }
                PathEl::ClosePath => {
                    push(last, start);
                    last = start;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = place * point,
            }
        }
    }
}

impl Device<'_> for Pen {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        self.work += 1;
        self.rules(path, props.transform, matches!(mode, DrawMode::Stroke(_)));
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        self.work += run.glyphs().len() as u64;
        if self.artifacts.contains(&true) {
            return;
        }
        for glyph in run.glyphs() {
            let vertical = matches!(run.writing_mode(), WritingMode::Vertical);
            self.glyph(glyph, props.transform * glyph.transform(), vertical, matches!(mode, DrawMode::Invisible));
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let kind =
            properties.and_then(|properties| properties.get::<hayro_syntax::object::Name<'_>>(b"Type".as_slice()));
        let furniture = kind.is_some_and(|kind| kind.as_ref() as &[u8] == b"Pagination");
        self.artifacts.push(tag == b"Artifact" && furniture);
    }

    fn end_marked_content(&mut self) {
        self.artifacts.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.work += 1;
    }
}

/// Where a place of a page comes to stand when it is turned, from the page's width and height.
type Turn = fn(f64, f64, f64, f64) -> (f64, f64);

const SAME: Turn = |x, y, _, _| (x, y);

/// The turns for text that runs down, up, or stands on its head.
const TURNS: [Turn; 3] =
    [|x, y, width, _| (y, width - x), |x, y, _, height| (height - y, x), |x, y, width, height| (width - x, height - y)];

/// Turns a page of vertical lines, read from the right, to one of horizontal lines.
fn turn(mut drawing: Drawing) -> Drawing {
    let width = drawing.width;
    for glyph in &mut drawing.glyphs {
        let (x, y) = (glyph.x, glyph.y);
        glyph.x = y - glyph.size;
        glyph.end = y;
        glyph.y = width - x;
        if let Some(upright) = upright(&glyph.text) {
            glyph.text = upright.to_string();
        }
    }
    (drawing.width, drawing.height) = (drawing.height, drawing.width);
    drawing.rules.clear();
    drawing
}

/// The horizontal form of a mark's vertical one.
fn upright(text: &str) -> Option<char> {
    const VERTICAL: &str = "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈︐︑︒︓︔︕︖︙︱︲︳︰";
    const HORIZONTAL: &str = "（）｛｝〔〕【】《》〈〉「」『』［］，、。：；！？…—–_：";
    let at = VERTICAL.chars().position(|c| text.starts_with(c))?;
    HORIZONTAL.chars().nth(at)
}

/// Text without control characters and private signs, radicals as the characters they look like.
fn plain(text: &str) -> String {
    /// U+2F00 to U+2FD5 are the radicals of the Kangxi dictionary, which fonts share with characters.
    const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
    let form = |c: char| match c {
        '\u{2F00}'..='\u{2FD5}' => KANGXI.chars().nth(c as usize - 0x2F00).unwrap_or(c),
        '⺟' => '母',
        '⻳' => '龟',
        // bullets of the Symbol and Wingdings fonts
        '\u{F0B7}' | '\u{F06C}' | '\u{F09F}' => '•',
        '\u{F0A7}' | '\u{F06E}' => '▪',
        '\u{F0D8}' => '➢',
        '\u{F0FC}' => '✓',
        '\u{A0}' | '\t' => ' ',
        _ => c,
    };
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')).map(form).collect()
}

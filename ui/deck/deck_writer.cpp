// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/deck_writer.h"

#include <QBuffer>
#include <QDateTime>
#include <QFontDatabase>
#include <QPdfWriter>
#include <QSaveFile>

#include "model/report/slides.h"
#include "ui/charts/chart_text.h"
#include "ui/deck/deck_page.h"
#include "ui/deck/deck_painter.h"
#include "ui/deck/glyphs.h"
#include "ui/deck/pdf_file.h"

namespace holdfast {

namespace {

// Hears what is written on its pages.
class ListeningPdfWriter : public QPdfWriter, public TextListener {
public:
    using QPdfWriter::QPdfWriter;
    void written(const QFont& font, const QString& line) override { glyphs.look(font, line, this); }
    GlyphCheck glyphs;
};

Error cancelled()
{
    return {ErrorCode::Cancelled, "The deck was not written: it was cancelled.", {}};
}

} // namespace

QString missingSentence(const QString& missing)
{
    constexpr qsizetype named = 8;
    const QList<uint> characters = missing.toUcs4();
    if (characters.isEmpty())
        return {};
    QStringList words;
    for (qsizetype i = 0; i < characters.size() && i < named; ++i) {
        const auto character = static_cast<char32_t>(characters[i]);
        words << QStringLiteral("%1 (U+%2)")
                     .arg(QString::fromUcs4(&character, 1),
                         QString::number(characters[i], 16).toUpper().rightJustified(4, u'0'));
    }
    QString sentence = deckText("No font on this computer has %1").arg(words.join(QStringLiteral(", ")));
    if (characters.size() > named)
        sentence += deckText(" and %1 more").arg(characters.size() - named);
    return sentence + deckText("; the deck shows a box in their place.");
}

Result<WrittenDeck> writeDeck(const ReviewBundle& review, const DeckChoice& choice, const QString& path,
    const Progress& progress, const CancelToken& cancel)
{
    if (!QFontDatabase::hasFamily(QStringLiteral("Inter Tabular")))
        loadFonts();
    const DeckOutline outline = deckOutline(review, choice);
    if (outline.slides.empty())
        return failure(
            ErrorCode::Usage, "The deck has no page: choose at least one section, or an account for its page.");

    QByteArray painted;
    std::vector<PdfBookmark> bookmarks;
    WrittenDeck written;
    {
        QBuffer buffer(&painted);
        buffer.open(QIODevice::WriteOnly);
        ListeningPdfWriter writer(&buffer);
        writer.setResolution(72); // one unit is one point
        writer.setPageLayout(QPageLayout(QPageSize(QSizeF(deck::width, deck::height), QPageSize::Point,
                                             QStringLiteral("Slide"), QPageSize::ExactMatch),
            QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
        DeckPainter painter(writer, review, outline,
            choice.storeName.empty() ? deckText("Customer portfolio") : fromUtf8(choice.storeName));
        if (!painter.isActive())
            return failure(ErrorCode::Failed, "The deck cannot be painted.");
        painter.stopWhen([&cancel] { return cancel.isCancelled(); });
        for (std::size_t i = 0; i < outline.slides.size(); ++i) {
            if (cancel.isCancelled())
                return tl::unexpected(cancelled());
            painter.paint(outline.slides[i]);
            if (progress)
                progress(static_cast<double>(i + 1), static_cast<double>(outline.slides.size()));
        }
        if (cancel.isCancelled())
            return tl::unexpected(cancelled());
        painter.end();
        bookmarks = painter.bookmarks();
        written.pages = painter.pages();
        written.missing = writer.glyphs.missing();
    }

    PdfProperties properties;
    properties.title = fromUtf8(outline.documentTitle);
    properties.author = fromUtf8(outline.author);
    if (review.open && review.open->closed)
        properties.subject = QStringLiteral("Closed review, inputs SHA-256 ") + fromUtf8(inputsChecksum(review));
    properties.language = QStringLiteral("en");
    properties.creator = QStringLiteral("Holdfast");
    properties.created =
        choice.creationDate ? fromUtf8(*choice.creationDate) : QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    properties.bookmarks = std::move(bookmarks);
    const Result<QByteArray> pdf = completedPdf(painted, properties);
    if (!pdf)
        return tl::unexpected(pdf.error());

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*pdf) != pdf->size() || !file.commit())
        return failure(ErrorCode::Unwritable, "The deck cannot be written: " + file.errorString().toStdString() + ".",
            {path.toStdString(), {}, 0, {}});
    return written;
}

} // namespace holdfast

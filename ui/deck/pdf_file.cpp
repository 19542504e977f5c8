// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/pdf_file.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <map>

#include "ui/deck/pdf_order.h"

namespace holdfast {

namespace {

// A text string of PDF: UTF-16 with its mark, as hexadecimal digits, so that nothing needs escaping.
QByteArray textString(const QString& text)
{
    QByteArray bytes("\xFE\xFF", 2);
    for (const QChar unit : text) {
        bytes.append(static_cast<char>(unit.unicode() >> 8));
        bytes.append(static_cast<char>(unit.unicode() & 0xFF));
    }
    return '<' + bytes.toHex() + '>';
}

// "D:20250630120000Z"
QByteArray dateString(const QString& iso)
{
    QDateTime when = QDateTime::fromString(iso, Qt::ISODate);
    if (!when.isValid())
        when = QDateTime::currentDateTimeUtc();
    else if (when.timeSpec() == Qt::LocalTime)
        when.setTimeSpec(Qt::UTC); // the same bytes in every time zone
    return "(D:" + when.toUTC().toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + "Z)";
}

QByteArray object(int number, const QByteArray& body)
{
    return QByteArray::number(number) + " 0 obj\n" + body + "\nendobj\n";
}
QByteArray to(int number)
{
    return QByteArray::number(number) + " 0 R";
}

tl::unexpected<Error> unexpectedLayout(const char* what)
{
    return failure(ErrorCode::Failed, std::string("The PDF as painted has ") + what + "; the deck was not written.");
}

int reference(const QByteArray& text, const char* key)
{
    const qsizetype at = text.indexOf(key);
    return at < 0 ? 0 : text.mid(at + static_cast<qsizetype>(qstrlen(key))).trimmed().split(' ').value(0).toInt();
}

Result<PdfObjects> layoutOf(const QByteArray& pdf)
{
    const qsizetype marker = pdf.lastIndexOf("startxref");
    if (marker < 0)
        return unexpectedLayout("no end");
    const qsizetype table = pdf.mid(marker + 9).trimmed().split('\n').value(0).trimmed().toLongLong();
    const qsizetype trailer = pdf.lastIndexOf("trailer");
    if (table <= 0 || table >= pdf.size() || pdf.mid(table, 4) != "xref" || trailer < table)
        return unexpectedLayout("no table of its objects");
    PdfObjects layout;
    const QByteArray tail = pdf.mid(trailer, marker - trailer);
    layout.root = reference(tail, "/Root");
    layout.info = reference(tail, "/Info");
    // "xref\n0 12\n" and then 20 bytes per object.
    const QList<QByteArray> lines = pdf.mid(table, trailer - table).split('\n');
    std::map<qsizetype, int> offsets;
    int number = 0;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QList<QByteArray> words = lines[i].simplified().split(' ');
        if (words.size() == 2) {
            number = words[0].toInt();
        } else if (words.size() == 3) {
            if (words[2] == "n")
                offsets[words[0].toLongLong()] = number;
            ++number;
        }
    }
    for (auto entry = offsets.begin(); entry != offsets.end(); ++entry) {
        const auto next = std::next(entry);
        const qsizetype end = next == offsets.end() ? table : next->first;
        QByteArray object = pdf.mid(entry->first, end - entry->first);
        if (!object.startsWith(QByteArray::number(entry->second) + " 0 obj"))
            return unexpectedLayout("an object that is not where it should be");
        if (!object.endsWith('\n'))
            object.append('\n');
        layout.byNumber[entry->second] = object;
    }
    if (!layout.byNumber.count(layout.root) || !layout.byNumber.count(layout.info))
        return unexpectedLayout("no catalog");
    return layout;
}

// The object numbers of the pages, in their order.
std::vector<int> pagesOf(const PdfObjects& layout)
{
    std::vector<int> pages;
    const auto tree = layout.byNumber.find(reference(layout.byNumber.at(layout.root), "/Pages"));
    if (tree == layout.byNumber.end())
        return pages;
    const qsizetype kids = tree->second.indexOf("/Kids");
    const qsizetype first = tree->second.indexOf('[', kids), last = tree->second.indexOf(']', kids);
    if (kids < 0 || first < 0 || last < first)
        return pages;
    const QList<QByteArray> words = tree->second.mid(first + 1, last - first - 1).simplified().split(' ');
    for (qsizetype i = 0; i + 2 < words.size() + 0; i += 3)
        pages.push_back(words[i].toInt());
    return pages;
}

// The tree of bookmarks as objects from `root` on: a bookmark belongs to the last one above it, and what is below one
// is folded away until somebody opens it.
void addOutline(PdfObjects& layout, int root, const std::vector<PdfBookmark>& bookmarks, const std::vector<int>& pages)
{
    const std::size_t count = bookmarks.size();
    // The places of each node's children; 0 is the root, a bookmark stands behind its place.
    std::vector<std::vector<std::size_t>> children(count + 1);
    std::vector<std::size_t> parent(count + 1, 0), path{0};
    for (std::size_t i = 1; i <= count; ++i) {
        path.resize(std::min(path.size(), static_cast<std::size_t>(bookmarks[i - 1].level) + 1));
        parent[i] = path.back();
        children[path.back()].push_back(i);
        path.push_back(i);
    }
    const auto numberOf = [root](std::size_t node) { return to(root + static_cast<int>(node)); };
    for (std::size_t i = 0; i <= count; ++i) {
        QByteArray body = "<<\n";
        if (i == 0) {
            body += "/Type /Outlines";
        } else {
            const PdfBookmark& bookmark = bookmarks[i - 1];
            body += "/Title " + textString(bookmark.title) + "\n/Parent " + numberOf(parent[i]) + "\n/Dest [" +
                to(pages[static_cast<std::size_t>(bookmark.page)]) + " /Fit]";
            const std::vector<std::size_t>& siblings = children[parent[i]];
            if (siblings.front() != i)
                body += "\n/Prev " + numberOf(*(std::find(siblings.begin(), siblings.end(), i) - 1));
            if (siblings.back() != i)
                body += "\n/Next " + numberOf(*(std::find(siblings.begin(), siblings.end(), i) + 1));
        }
        if (!children[i].empty())
            body += "\n/First " + numberOf(children[i].front()) + "\n/Last " + numberOf(children[i].back()) +
                "\n/Count " + (i == 0 ? "" : "-") + QByteArray::number(children[i].size());
        const int number = root + static_cast<int>(i);
        layout.byNumber[number] = object(number, body + "\n>>");
    }
}

// A font of which a part alone is embedded is called "ABCDEF+Name": readers tell by that that it is no whole font. Qt's
// own prefix comes from the number of an object; this one from the name.
void nameSubsets(PdfObjects& layout)
{
    static const QRegularExpression named(QStringLiteral("/(FontName|BaseFont) ?/([^ /\\[\\]<>()\\r\\n]+)"));
    for (auto& [number, object] : layout.byNumber) {
        const QString head = QString::fromLatin1(withoutStream(object));
        if (!head.contains(QLatin1String("/FontName")) && !head.contains(QLatin1String("/BaseFont")))
            continue;
        QString changed = head;
        qsizetype moved = 0;
        auto matches = named.globalMatch(head);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QString whole = match.captured(2);
            const QString name = whole.mid(whole.indexOf(u'+') + 1);
            const QByteArray hash = QCryptographicHash::hash(name.toLatin1(), QCryptographicHash::Md5);
            QString tag;
            for (int i = 0; i < 6; ++i)
                tag += QChar(u'A' + static_cast<unsigned char>(hash[i]) % 26);
            tag += u'+';
            changed.replace(match.capturedStart(2) + moved, whole.size(), tag + name);
            moved += tag.size() + name.size() - whole.size();
        }
        object.replace(0, head.size(), changed.toLatin1());
    }
}

} // namespace

Result<QByteArray> completedPdf(const QByteArray& pdf, const PdfProperties& properties)
{
    Result<PdfObjects> read = layoutOf(pdf);
    if (!read)
        return tl::unexpected(read.error());
    PdfObjects& layout = *read;
    nameSubsets(layout);
    const std::vector<int> pages = pagesOf(layout);
    for (const PdfBookmark& bookmark : properties.bookmarks) {
        if (bookmark.page < 0 || static_cast<std::size_t>(bookmark.page) >= pages.size())
            return unexpectedLayout("fewer pages than sections");
    }
    layout.byNumber[layout.info] = object(layout.info,
        "<<\n/Title " + textString(properties.title) + "\n/Author " + textString(properties.author) +
            (properties.subject.isEmpty() ? QByteArray() : "\n/Subject " + textString(properties.subject)) +
            "\n/Creator " + textString(properties.creator) + "\n/Producer " + textString(QStringLiteral("Qt")) +
            "\n/CreationDate " + dateString(properties.created) + "\n>>");

    QByteArray more; // of the catalog
    if (!properties.bookmarks.empty()) {
        const int outlines = layout.byNumber.rbegin()->first + 1;
        addOutline(layout, outlines, properties.bookmarks, pages);
        more = "/Outlines " + to(outlines) + "\n/PageMode /UseOutlines\n";
    }
    // What readers show as the window's title and read aloud in.
    more += "/ViewerPreferences << /DisplayDocTitle true >>\n";
    if (!properties.language.isEmpty())
        more += "/Lang (" + properties.language.toLatin1() + ")\n";
    QByteArray& catalog = layout.byNumber[layout.root];
    const qsizetype end = catalog.lastIndexOf(">>");
    if (end < 0)
        return unexpectedLayout("no catalog");
    for (const char* key : {"/Outlines", "/PageMode", "/ViewerPreferences", "/Lang"}) {
        if (catalog.contains(key))
            return unexpectedLayout("a catalog of another kind");
    }
    catalog.insert(end, more);

    layout = inOrderOfUse(layout);
    const qsizetype firstObject = pdf.indexOf("1 0 obj");
    QByteArray result = pdf.left(std::max<qsizetype>(0, firstObject));
    result.reserve(pdf.size() + 8192);
    const int size = layout.byNumber.rbegin()->first + 1;
    QByteArray offsets;
    for (const auto& [number, bytes] : layout.byNumber) {
        offsets += QByteArray::number(result.size()).rightJustified(10, '0') + " 00000 n \n";
        result += bytes;
    }
    const QByteArray id = QCryptographicHash::hash(result, QCryptographicHash::Md5).toHex();
    const qsizetype table = result.size();
    result += "xref\n0 " + QByteArray::number(size) + "\n0000000000 65535 f \n" + offsets;
    result += "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Info " + to(layout.info) + "\n/Root " +
        to(layout.root) + "\n/ID [<" + id + "> <" + id + ">]\n>>\nstartxref\n" + QByteArray::number(table) +
        "\n%%EOF\n";
    return result;
}

} // namespace holdfast

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/pdf_file.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <map>

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

struct Layout {
    std::map<int, QByteArray> objects; // by number, "7 0 obj … endobj\n"
    int root = 0;
    int info = 0;
};

tl::unexpected<Error> unexpectedLayout(const char* what)
{
    return failure(ErrorCode::Failed, std::string("The PDF as painted has ") + what + "; the deck was not written.");
}

int reference(const QByteArray& text, const char* key)
{
    const qsizetype at = text.indexOf(key);
    return at < 0 ? 0 : text.mid(at + static_cast<qsizetype>(qstrlen(key))).trimmed().split(' ').value(0).toInt();
}

Result<Layout> layoutOf(const QByteArray& pdf)
{
    const qsizetype marker = pdf.lastIndexOf("startxref");
    if (marker < 0)
        return unexpectedLayout("no end");
    const qsizetype table = pdf.mid(marker + 9).trimmed().split('\n').value(0).trimmed().toLongLong();
    const qsizetype trailer = pdf.lastIndexOf("trailer");
    if (table <= 0 || table >= pdf.size() || pdf.mid(table, 4) != "xref" || trailer < table)
        return unexpectedLayout("no table of its objects");
    Layout layout;
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
        layout.objects[entry->second] = object;
    }
    if (!layout.objects.count(layout.root) || !layout.objects.count(layout.info))
        return unexpectedLayout("no catalog");
    return layout;
}

// The object numbers of the pages, in their order.
std::vector<int> pagesOf(const Layout& layout)
{
    std::vector<int> pages;
    const auto tree = layout.objects.find(reference(layout.objects.at(layout.root), "/Pages"));
    if (tree == layout.objects.end())
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

// A font of which a part alone is embedded is called "ABCDEF+Name": readers tell by that that it is no whole font.
void nameSubsets(Layout& layout)
{
    static const QRegularExpression named(QStringLiteral("/(FontName|BaseFont) ?/([^ /\\[\\]<>()\\r\\n]+)"));
    for (auto& [number, object] : layout.objects) {
        const qsizetype stream = object.indexOf("stream");
        const QString head = QString::fromLatin1(stream < 0 ? object : object.left(stream));
        if (!head.contains(QLatin1String("/FontName")) && !head.contains(QLatin1String("/BaseFont")))
            continue;
        QString changed = head;
        qsizetype moved = 0;
        auto matches = named.globalMatch(head);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QString name = match.captured(2);
            if (name.contains(u'+'))
                continue;
            const QByteArray hash = QCryptographicHash::hash(name.toLatin1(), QCryptographicHash::Md5);
            QString tag;
            for (int i = 0; i < 6; ++i)
                tag += QChar(u'A' + static_cast<unsigned char>(hash[i]) % 26);
            tag += u'+';
            changed.insert(match.capturedStart(2) + moved, tag);
            moved += tag.size();
        }
        object.replace(0, head.size(), changed.toLatin1());
    }
}

} // namespace

Result<QByteArray> completedPdf(const QByteArray& pdf, const PdfProperties& properties)
{
    Result<Layout> read = layoutOf(pdf);
    if (!read)
        return tl::unexpected(read.error());
    Layout& layout = *read;
    nameSubsets(layout);
    const std::vector<int> pages = pagesOf(layout);
    for (const PdfBookmark& bookmark : properties.bookmarks) {
        if (bookmark.page < 0 || static_cast<std::size_t>(bookmark.page) >= pages.size())
            return unexpectedLayout("fewer pages than sections");
    }
    const auto object = [](int number, const QByteArray& body) {
        return QByteArray::number(number) + " 0 obj\n" + body + "\nendobj\n";
    };
    const auto to = [](int number) { return QByteArray::number(number) + " 0 R"; };

    layout.objects[layout.info] = object(layout.info,
        "<<\n/Title " + textString(properties.title) + "\n/Author " + textString(properties.author) +
            (properties.subject.isEmpty() ? QByteArray() : "\n/Subject " + textString(properties.subject)) +
            "\n/Creator " + textString(properties.creator) + "\n/Producer " + textString(QStringLiteral("Qt")) +
            "\n/CreationDate " + dateString(properties.created) + "\n>>");

    QByteArray more; // of the catalog
    if (!properties.bookmarks.empty()) {
        const int outlines = layout.objects.rbegin()->first + 1;
        const auto count = static_cast<int>(properties.bookmarks.size());
        layout.objects[outlines] = object(outlines,
            "<<\n/Type /Outlines\n/First " + to(outlines + 1) + "\n/Last " + to(outlines + count) + "\n/Count " +
                QByteArray::number(count) + "\n>>");
        for (int i = 0; i < count; ++i) {
            const PdfBookmark& bookmark = properties.bookmarks[static_cast<std::size_t>(i)];
            QByteArray body = "<<\n/Title " + textString(bookmark.title) + "\n/Parent " + to(outlines) + "\n/Dest [" +
                to(pages[static_cast<std::size_t>(bookmark.page)]) + " /Fit]";
            if (i > 0)
                body += "\n/Prev " + to(outlines + i);
            if (i + 1 < count)
                body += "\n/Next " + to(outlines + i + 2);
            layout.objects[outlines + 1 + i] = object(outlines + 1 + i, body + "\n>>");
        }
        more = "/Outlines " + to(outlines) + "\n/PageMode /UseOutlines\n";
    }
    // What readers show as the window's title and read aloud in.
    more += "/ViewerPreferences << /DisplayDocTitle true >>\n";
    if (!properties.language.isEmpty())
        more += "/Lang (" + properties.language.toLatin1() + ")\n";
    QByteArray& catalog = layout.objects[layout.root];
    const qsizetype end = catalog.lastIndexOf(">>");
    if (end < 0)
        return unexpectedLayout("no catalog");
    for (const char* key : {"/Outlines", "/PageMode", "/ViewerPreferences", "/Lang"}) {
        if (catalog.contains(key))
            return unexpectedLayout("a catalog of another kind");
    }
    catalog.insert(end, more);

    const qsizetype firstObject = pdf.indexOf("1 0 obj");
    QByteArray result = pdf.left(std::max<qsizetype>(0, firstObject));
    result.reserve(pdf.size() + 8192);
    const int size = layout.objects.rbegin()->first + 1;
    std::map<int, qsizetype> offsets;
    for (const auto& [number, bytes] : layout.objects) {
        offsets[number] = result.size();
        result += bytes;
    }
    const QByteArray id = QCryptographicHash::hash(result, QCryptographicHash::Md5).toHex();
    const qsizetype table = result.size();
    result += "xref\n0 " + QByteArray::number(size) + "\n0000000000 65535 f \n";
    for (int number = 1; number < size; ++number) {
        const auto found = offsets.find(number);
        if (found == offsets.end())
            result += "0000000000 65535 f \n";
        else
            result += QByteArray::number(found->second).rightJustified(10, '0') + " 00000 n \n";
    }
    result += "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Info " + to(layout.info) + "\n/Root " +
        to(layout.root) + "\n/ID [<" + id + "> <" + id + ">]\n>>\nstartxref\n" + QByteArray::number(table) +
        "\n%%EOF\n";
    return result;
}

} // namespace holdfast

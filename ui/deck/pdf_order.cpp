// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deck/pdf_order.h"

#include <QRegularExpression>
#include <deque>
#include <vector>

namespace holdfast {

namespace {

const QRegularExpression& reference()
{
    static const QRegularExpression pattern(QStringLiteral("(?<![0-9.])([0-9]+) 0 R(?![A-Za-z0-9])"));
    return pattern;
}

// The object under its new number, with new numbers in its references.
QByteArray renamed(const QByteArray& object, int number, const std::map<int, int>& numbers)
{
    const QByteArray head = withoutStream(object);
    const QString words = QString::fromLatin1(head);
    QString changed = QString::number(number) + words.mid(words.indexOf(u' '));
    qsizetype shift = changed.size() - words.size();
    auto matches = reference().globalMatch(words);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const auto found = numbers.find(match.captured(1).toInt());
        // What is not there is null, in this way of saying it too.
        const QString other =
            found == numbers.end() ? QStringLiteral("null") : QStringLiteral("%1 0 R").arg(found->second);
        changed.replace(match.capturedStart() + shift, match.capturedLength(), other);
        shift += other.size() - match.capturedLength();
    }
    return changed.toLatin1() + object.mid(head.size());
}

} // namespace

QByteArray withoutStream(const QByteArray& object)
{
    const qsizetype stream = object.indexOf("stream");
    return stream < 0 ? object : object.left(stream);
}

PdfObjects inOrderOfUse(const PdfObjects& objects)
{
    std::map<int, int> numbers;
    std::deque<int> waiting;
    std::vector<int> order;
    const auto name = [&](int object) {
        if (objects.byNumber.contains(object) &&
            numbers.try_emplace(object, static_cast<int>(order.size()) + 1).second) {
            order.push_back(object);
            waiting.push_back(object);
        }
    };
    name(objects.root);
    name(objects.info);
    while (!waiting.empty()) {
        const QString words = QString::fromLatin1(withoutStream(objects.byNumber.at(waiting.front())));
        waiting.pop_front();
        auto matches = reference().globalMatch(words);
        while (matches.hasNext())
            name(matches.next().captured(1).toInt());
    }
    PdfObjects ordered;
    for (const int object : order)
        ordered.byNumber[numbers.at(object)] = renamed(objects.byNumber.at(object), numbers.at(object), numbers);
    ordered.root = numbers.at(objects.root);
    ordered.info = numbers.at(objects.info);
    return ordered;
}

} // namespace holdfast

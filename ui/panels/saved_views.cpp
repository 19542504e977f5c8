// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/saved_views.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <algorithm>

namespace holdfast {
namespace {

const QString& settingsKey()
{
    static const QString key = QStringLiteral("accounts/savedViews");
    return key;
}

} // namespace

SavedViews::SavedViews()
{
    const QByteArray text = QSettings().value(settingsKey()).toString().toUtf8();
    for (const QJsonValue& value : QJsonDocument::fromJson(text).array()) {
        const QJsonObject one = value.toObject();
        SavedView view{one.value(QStringLiteral("name")).toString(), one.value(QStringLiteral("question")).toString(),
            one.value(QStringLiteral("text")).toString(),
            one.value(QStringLiteral("layout")).toObject().toVariantMap()};
        if (!view.name.isEmpty() && !find(view.name))
            views_.push_back(std::move(view));
    }
}

const SavedView* SavedViews::find(const QString& name) const
{
    const auto found =
        std::find_if(views_.begin(), views_.end(), [&](const SavedView& one) { return one.name == name; });
    return found == views_.end() ? nullptr : &*found;
}

void SavedViews::save(const SavedView& view)
{
    const auto found =
        std::find_if(views_.begin(), views_.end(), [&](const SavedView& one) { return one.name == view.name; });
    if (found == views_.end())
        views_.push_back(view);
    else
        *found = view;
    store();
}

bool SavedViews::rename(const QString& from, const QString& to)
{
    const auto found =
        std::find_if(views_.begin(), views_.end(), [&](const SavedView& one) { return one.name == from; });
    if (found == views_.end() || to.isEmpty() || (to != from && find(to)))
        return false;
    found->name = to;
    store();
    return true;
}

void SavedViews::remove(const QString& name)
{
    std::erase_if(views_, [&](const SavedView& one) { return one.name == name; });
    store();
}

void SavedViews::store() const
{
    QJsonArray array;
    for (const SavedView& view : views_)
        array.append(QJsonObject{{QStringLiteral("name"), view.name}, {QStringLiteral("question"), view.question},
            {QStringLiteral("text"), view.text}, {QStringLiteral("layout"), QJsonObject::fromVariantMap(view.layout)}});
    QSettings().setValue(settingsKey(), QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)));
}

} // namespace holdfast

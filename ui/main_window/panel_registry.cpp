// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/panel_registry.h"

#include <QCoreApplication>

#include "ui/panels/account_panel.h"
#include "ui/panels/accounts_panel.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/renewals_panel.h"
#include "ui/panels/revenue_panel.h"
#include "ui/panels/review_panel.h"
#include "ui/panels/settings_panel.h"
#include "ui/panels/zones_panel.h"

namespace holdfast {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

template <class P> PanelSpec row(const char* id, const QString& title, const char* keys, bool inSidebar, bool lower)
{
    return {QString::fromLatin1(id), title, QString::fromLatin1(id), QString::fromLatin1(keys), inSidebar, lower,
        [](ReviewDesk& desk, QWidget* parent) -> Panel* { return new P(desk, parent); }};
}

} // namespace

const std::vector<PanelSpec>& panelRegistry()
{
    static const std::vector<PanelSpec> panels = [] {
        std::vector<PanelSpec> rows;
        rows.push_back(row<ReviewPanel>("review", tr("Review"), "Ctrl+1", true, false));
        rows.push_back(row<ZonesPanel>("zones", tr("Zones"), "Ctrl+2", true, false));
        rows.push_back(row<RevenuePanel>("revenue", tr("Revenue"), "Ctrl+3", true, false));
        rows.push_back(row<AccountsPanel>("accounts", tr("Accounts"), "Ctrl+4", true, false));
        rows.push_back(row<RenewalsPanel>("renewals", tr("Renewals"), "Ctrl+5", true, false));
        rows.push_back(row<AccountPanel>("account", tr("Account"), "", false, false));
        rows.push_back(row<DataPanel>("data", tr("Data"), "Ctrl+6", true, true));
        rows.push_back(row<SettingsPanel>("settings", tr("Settings"), "Ctrl+7", true, true));
        return rows;
    }();
    return panels;
}

const PanelSpec* findPanel(const QString& id)
{
    for (const PanelSpec& spec : panelRegistry()) {
        if (spec.id == id)
            return &spec;
    }
    return nullptr;
}

} // namespace holdfast

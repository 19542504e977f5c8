// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of the window: adding one is adding a row.
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "ui/panels/panel.h"

namespace holdfast {

struct PanelSpec {
    QString id; // "review"
    QString title; // "Review"
    QString icon; // file in resources/icons
    QString keys; // "Ctrl+1"
    bool inSidebar; // Account is opened from the others
    bool lower; // below the gap: Data, Settings
    std::function<Panel*(ReviewDesk&, QWidget*)> make;
};

const std::vector<PanelSpec>& panelRegistry();
const PanelSpec* findPanel(const QString& id);

} // namespace holdfast

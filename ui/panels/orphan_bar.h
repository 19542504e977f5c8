// SPDX-License-Identifier: GPL-3.0-or-later
// Below the list of orphans: whose rows the chosen ones are, remembered for the next imports.
#pragma once

#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

#include "model/portfolio/portfolio.h"

class QStringListModel;

namespace holdfast {

class PlainLabel;

class OrphanBar : public QWidget {
    Q_OBJECT

public:
    explicit OrphanBar(QWidget* parent = nullptr);

    // The accounts that can be chosen; nearest names to the shown reference come first.
    void setPortfolio(const PortfolioPtr& portfolio);
    // "name Acme", "account_id 4711", … as the list of orphans has it; "" for none.
    void showReference(const QString& reference);
    void setReadOnly(bool readOnly);

    QPushButton* undoButton() const { return undo_; } // takes the newest alias back; shown by the panel
    QLineEdit* accountField() const { return account_; }
    QPushButton* rememberButton() const { return remember_; }

Q_SIGNALS:
    void aliasChosen(const QString& reference, const QString& accountId);

private:
    void refresh();
    QString chosenAccount() const;

    PortfolioPtr portfolio_;
    QString text_; // the reference without its kind
    bool readOnly_ = false;
    PlainLabel* sentence_ = nullptr;
    QLineEdit* account_ = nullptr;
    QStringListModel* names_ = nullptr;
    QPushButton* remember_ = nullptr;
    QPushButton* undo_ = nullptr;
};

} // namespace holdfast

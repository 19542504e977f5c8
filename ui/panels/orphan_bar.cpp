// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/orphan_bar.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QStringListModel>

#include "ui/tables/words.h"
#include "ui/widgets/plain_label.h"

namespace holdfast {

OrphanBar::OrphanBar(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Whose rows are these?"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(10);
    undo_ = new QPushButton(this);
    undo_->setAccessibleName(tr("Undo the last alias"));
    undo_->setToolTip(tr("The rows that came home through it wait again"));
    undo_->hide();
    sentence_ = new PlainLabel(QString(), TypeSize::Secondary, Ink::Text2, this);
    row->addWidget(sentence_, 1);
    account_ = new QLineEdit(this);
    account_->setAccessibleName(tr("Account that the rows belong to"));
    account_->setPlaceholderText(tr("Account name or id"));
    account_->setMinimumWidth(260);
    names_ = new QStringListModel(this);
    auto* completer = new QCompleter(names_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    account_->setCompleter(completer);
    row->addWidget(account_);
    remember_ = new QPushButton(tr("They are this account's; remember"), this);
    remember_->setAccessibleName(tr("Remember whose rows these are"));
    row->addWidget(remember_);
    row->addWidget(undo_);
    connect(account_, &QLineEdit::textChanged, this, &OrphanBar::refresh);
    connect(remember_, &QPushButton::clicked, this, [this] {
        const QString account = chosenAccount();
        if (!text_.isEmpty() && !account.isEmpty())
            Q_EMIT aliasChosen(text_, account);
    });
    refresh();
}

void OrphanBar::setPortfolio(const PortfolioPtr& portfolio)
{
    if (portfolio_ == portfolio)
        return;
    portfolio_ = portfolio;
    QStringList names;
    if (portfolio_) {
        for (const Account& account : portfolio_->accounts)
            names.append(QStringLiteral("%1 (%2)").arg(
                toText(portfolio_->names.text(account.name)), toText(portfolio_->names.text(account.id))));
    }
    names_->setStringList(names);
    refresh();
}

void OrphanBar::showReference(const QString& reference)
{
    const auto blank = reference.indexOf(u' ');
    text_ = blank < 0 ? QString() : reference.mid(blank + 1);
    account_->clear();
    refresh();
}

void OrphanBar::setReadOnly(bool readOnly)
{
    readOnly_ = readOnly;
    refresh();
}

// The id of the account that the field names: as completed, or typed as id or name.
QString OrphanBar::chosenAccount() const
{
    const QString typed = account_->text().trimmed();
    if (typed.isEmpty() || !portfolio_)
        return {};
    for (const Account& account : portfolio_->accounts) {
        const QString id = toText(portfolio_->names.text(account.id));
        const QString name = toText(portfolio_->names.text(account.name));
        if (typed == id || typed == QStringLiteral("%1 (%2)").arg(name, id))
            return id;
    }
    return {};
}

void OrphanBar::refresh()
{
    sentence_->setText(text_.isEmpty() ? tr("Choose a line to say whose rows they are; they wait until then")
                                       : tr("Rows of “%1” belong to").arg(text_.left(80)));
    account_->setEnabled(!text_.isEmpty() && !readOnly_);
    remember_->setEnabled(!text_.isEmpty() && !readOnly_ && !chosenAccount().isEmpty());
}

} // namespace holdfast

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/decision_form.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/tables/evidence_words.h"
#include "ui/tables/words.h"
#include "ui/theme/style.h"

namespace holdfast {

DecisionForm::DecisionForm(QWidget* parent)
    : QFrame(parent)
{
    setAccessibleName(tr("Decision"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(6);
    title_ = new PlainLabel(QString(), TypeSize::BodyStrong, Ink::Text, this);
    column->addWidget(title_);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    who_ = new QLineEdit(this);
    who_->setAccessibleName(tr("Owner"));
    until_ = new QDateEdit(this);
    until_->setAccessibleName(tr("Due"));
    until_->setCalendarPopup(true);
    until_->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    until_->setMinimumWidth(120);
    until_->calendarWidget()->setAccessibleName(tr("Calendar of the decision"));
    row->addWidget(who_, 1);
    row->addWidget(until_);
    column->addLayout(row);
    auto* second = new QHBoxLayout;
    second->setSpacing(6);
    note_ = new QLineEdit(this);
    note_->setAccessibleName(tr("Note"));
    second->addWidget(note_, 1);
    save_ = new QPushButton(tr("Record"), this);
    save_->setProperty(buttonKindProperty, QStringLiteral("primary"));
    save_->setAccessibleName(tr("Record the decision"));
    second->addWidget(save_);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAccessibleName(tr("Put the decision away"));
    second->addWidget(cancel);
    column->addLayout(second);
    connect(save_, &QPushButton::clicked, this, &DecisionForm::confirm);
    connect(cancel, &QPushButton::clicked, this, &DecisionForm::putAway);
    hide();
}

void DecisionForm::ask(const Decision& decision, const QString& what, const QString& owner, Date due, Date today)
{
    decision_ = decision;
    title_->setText(decisionWord(decision.kind) + QStringLiteral(": ") + what);
    const bool act = decision.kind == DecisionKind::Act, watch = decision.kind == DecisionKind::Watch;
    const bool escalate = decision.kind == DecisionKind::Escalate;
    who_->setVisible(act || escalate);
    who_->setText(act ? owner : QString());
    who_->setPlaceholderText(act ? tr("Owner") : tr("To whom"));
    who_->setAccessibleName(act ? tr("Owner of the action") : tr("Whom it is escalated to"));
    until_->setVisible(act || watch || escalate);
    until_->setMinimumDate(toQDate(today));
    until_->setDate(toQDate(watch ? today.addDays(14) : due < today ? today : due));
    until_->setAccessibleName(watch ? tr("Watch until") : tr("Due date of the action"));
    until_->setToolTip(watch ? tr("Stays out of the way until this day, or until its severity rises")
                             : tr("The day the action is due"));
    note_->clear();
    const bool reason = decision.kind == DecisionKind::Accept || decision.kind == DecisionKind::Dismiss;
    note_->setPlaceholderText(reason ? tr("Reason") : tr("Note"));
    note_->setAccessibleName(decision.kind == DecisionKind::Accept ? tr("Reason why the loss is accepted")
            : reason                                               ? tr("Reason why it is a false alarm")
                                                                   : tr("Note on the decision"));
    note_->setAccessibleDescription({});
    who_->setAccessibleDescription({});
    setVisible(true);
    QWidget* first = who_->isVisibleTo(this) ? static_cast<QWidget*>(who_)
        : until_->isVisibleTo(this)          ? static_cast<QWidget*>(until_)
                                             : note_;
    first->setFocus(Qt::OtherFocusReason);
}

void DecisionForm::confirm()
{
    if (!isVisibleTo(parentWidget()))
        return;
    // A dismissal counts against its rule, an escalation goes to somebody: neither goes without its word.
    const bool needsReason = decision_.kind == DecisionKind::Dismiss || decision_.kind == DecisionKind::Accept;
    if (needsReason && note_->text().trimmed().isEmpty()) {
        note_->setPlaceholderText(tr("A reason is needed"));
        note_->setAccessibleDescription(note_->placeholderText());
        note_->setFocus();
        return;
    }
    if (decision_.kind == DecisionKind::Escalate && who_->text().trimmed().isEmpty()) {
        who_->setPlaceholderText(tr("Say to whom"));
        who_->setAccessibleDescription(who_->placeholderText());
        who_->setFocus();
        return;
    }
    decision_.who = who_->isVisibleTo(this) ? toUtf8(who_->text().trimmed()) : std::string();
    decision_.note = toUtf8(note_->text().trimmed());
    decision_.until.reset();
    if (until_->isVisibleTo(this))
        decision_.until = toDate(until_->date());
    const Decision decision = decision_;
    putAway();
    Q_EMIT decided(decision);
}

void DecisionForm::putAway()
{
    hide();
    Q_EMIT closed();
}

void DecisionForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        confirm();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        putAway();
        return;
    }
    QFrame::keyPressEvent(event);
}

void DecisionForm::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(0, 0, width(), 1), tokens.line2);
}

} // namespace holdfast

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/sidebar.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include "model/report/format.h"
#include "ui/main_window/panel_registry.h"
#include "ui/tables/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

namespace holdfast {
namespace {

constexpr int wideWidth = 184;
constexpr int narrowWidth = 48;
constexpr std::size_t reviewsShown = 6;

} // namespace

NavButton::NavButton(const QString& text, const QString& icon, const QString& keys, QWidget* parent)
    : QAbstractButton(parent)
    , icon_(icon)
{
    setText(text);
    setAccessibleName(text);
    setToolTip(plainTooltip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys)));
    setCheckable(true);
    setAutoExclusive(false);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavButton::setNote(const QString& note)
{
    note_ = note;
    setAccessibleDescription(note);
    update();
}

void NavButton::setNarrow(bool narrow)
{
    narrow_ = narrow;
    update();
}

QSize NavButton::sizeHint() const
{
    const int height = QFontMetrics(typeFont(TypeSize::Body)).height();
    return QSize(narrow_ ? 32 : 160, qRound(height * (small_ ? 26.0 : 30.0) / 16.0));
}

void NavButton::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(tokens.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? tokens.selection : underMouse() ? tokens.line : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const int size = small_ ? 14 : 16;
    const QColor iconColour = isChecked() ? tokens.accent : tokens.text3;
    const int iconX = narrow_ ? (width() - size) / 2 : 8;
    painter.drawPixmap(iconX, (height() - size) / 2, iconPixmap(icon_, size, devicePixelRatioF(), iconColour));
    if (narrow_)
        return;
    int right = width() - 8;
    if (!note_.isEmpty()) {
        painter.setFont(typeFont(TypeSize::Caption));
        painter.setPen(isChecked() ? tokens.text2 : tokens.text3);
        const int noteWidth = painter.fontMetrics().horizontalAdvance(note_);
        painter.drawText(QRect(right - noteWidth, 0, noteWidth + 2, height()), Qt::AlignVCenter, note_);
        right -= noteWidth + 6;
    }
    QFont font = typeFont(small_ ? TypeSize::Secondary : TypeSize::Body);
    if (isChecked())
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(isChecked() ? tokens.text : tokens.text2);
    const int left = 8 + size + (small_ ? 8 : 10);
    painter.drawText(QRect(left, 0, right - left, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, right - left));
}

StoreButton::StoreButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setAccessibleName(tr("Store menu"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(48);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StoreButton::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(tokens.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? tokens.line : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 8, -1, -8), 6, 6);
    }
    const bool narrow = width() < 60;
    const int sign = 18;
    painter.drawPixmap(narrow ? (width() - sign) / 2 : 8, (height() - sign) / 2,
        programIcon().pixmap(QSize(sign, sign), devicePixelRatioF()));
    if (narrow)
        return;
    painter.drawPixmap(
        width() - 22, (height() - 16) / 2, iconPixmap(QStringLiteral("down"), 16, devicePixelRatioF(), tokens.text3));
    painter.setFont(typeFont(TypeSize::BodyStrong));
    painter.setPen(tokens.text);
    const QRect box(34, 0, width() - 34 - 24, height());
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, box.width()));
}

Sidebar::Sidebar(ReviewDesk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
{
    setAccessibleName(tr("Sidebar"));
    setFixedWidth(wideWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 9, 8);
    column->setSpacing(0);
    store_ = new StoreButton(this);
    connect(store_, &StoreButton::clicked, this,
        [this] { Q_EMIT storeMenuAsked(store_->mapToGlobal(QPoint(8, store_->height()))); });
    column->addWidget(store_);
    bool gap = false;
    for (const PanelSpec& spec : panelRegistry()) {
        if (!spec.inSidebar)
            continue;
        if (spec.lower && !gap) {
            column->addSpacing(12);
            gap = true;
        }
        auto* button = new NavButton(spec.title, spec.icon, spec.keys, this);
        connect(button, &NavButton::clicked, this, [this, button, id = spec.id] {
            button->setChecked(true);
            Q_EMIT panelAsked(id);
        });
        buttons_[spec.id] = button;
        column->addWidget(button);
    }
    reviewsBox_ = new QWidget(this);
    auto* box = new QVBoxLayout(reviewsBox_);
    box->setContentsMargins(0, 16, 0, 0);
    box->setSpacing(0);
    reviewsHead_ = new PlainLabel(QString(), TypeSize::CaptionMedium, Ink::Text3, reviewsBox_);
    reviewsHead_->setContentsMargins(8, 0, 0, 4);
    box->addWidget(reviewsHead_);
    reviews_ = new QVBoxLayout;
    reviews_->setSpacing(0);
    box->addLayout(reviews_);
    column->addWidget(reviewsBox_);
    column->addStretch();
    promise_ = new QWidget(this);
    auto* row = new QHBoxLayout(promise_);
    row->setContentsMargins(8, 8, 4, 8);
    row->setSpacing(8);
    lock_ = new QLabel(promise_);
    lock_->setPixmap(iconPixmap(QStringLiteral("lock"), 14, devicePixelRatioF(), Tokens::of(palette()).text3));
    lock_->setAccessibleName(tr("Lock"));
    row->addWidget(lock_, 0, Qt::AlignTop);
    auto* words =
        new PlainLabel(tr("Works offline. Nothing leaves this computer."), TypeSize::Caption, Ink::Text3, promise_);
    words->setWrapping(true);
    row->addWidget(words, 1);
    column->addWidget(promise_);
    refresh();
}

void Sidebar::setNarrow(bool narrow)
{
    if (narrow == narrow_)
        return;
    narrow_ = narrow;
    setFixedWidth(narrow ? narrowWidth : wideWidth);
    for (const auto& [id, button] : buttons_)
        button->setNarrow(narrow);
    promise_->setVisible(!narrow);
    refresh();
}

void Sidebar::setCurrent(const QString& panelId)
{
    for (const auto& [id, button] : buttons_)
        button->setChecked(id == panelId);
}

NavButton* Sidebar::button(const QString& panelId) const
{
    const auto found = buttons_.find(panelId);
    return found == buttons_.end() ? nullptr : found->second;
}

void Sidebar::refresh()
{
    const StoreFactsPtr facts = desk_.storeFacts();
    const ReviewPtr review = desk_.review();
    const QString name = facts && !facts->path.isEmpty() ? QFileInfo(facts->path).fileName() : tr("No store");
    store_->setText(name);
    store_->setToolTip(
        plainTooltip(facts ? facts->path + (facts->note.isEmpty() ? QString() : u'\n' + facts->note) : name));
    store_->setAccessibleDescription(name);
    if (auto* button = this->button(QStringLiteral("review")))
        button->setNote(review ? QString::number(undecidedCritical(*review).size()) : QString());
    if (auto* button = this->button(QStringLiteral("accounts")))
        button->setNote(review ? QString::number(review->result().portfolio->accountCount()) : QString());
    if (auto* button = this->button(QStringLiteral("data")))
        button->setNote(facts && !facts->orphans.empty() ? QString::number(facts->orphans.size()) : QString());

    refreshReviews(review);
}

void Sidebar::refreshReviews(const ReviewPtr& review)
{
    const bool any = review && !review->records.empty() && !narrow_;
    reviewsBox_->setVisible(any);
    // Made anew only when it says something else: a button in use keeps its focus.
    QString said;
    for (std::size_t at = 0; any && at < review->records.size(); ++at) {
        const ReviewRecord& record = review->records[at];
        said += QStringLiteral("%1 %2 %3;").arg(record.number).arg(record.closed).arg(isShown(*review, record));
    }
    if (any)
        said += QString::number(static_cast<int>(review->cadence));
    if (said == saidReviews_)
        return;
    saidReviews_ = said;
    while (QLayoutItem* item = reviews_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    if (!any)
        return;
    const QString head = review->cadence == Cadence::Weekly ? tr("Weekly reviews")
        : review->cadence == Cadence::Monthly               ? tr("Monthly reviews")
                                                            : tr("Quarterly reviews");
    reviewsHead_->setText(head);
    for (std::size_t at = 0; at < review->records.size() && at < reviewsShown; ++at)
        reviews_->addWidget(reviewButton(review->records[at], isShown(*review, review->records[at])));
    if (review->records.size() <= reviewsShown)
        return;
    auto* all = new NavButton(tr("All reviews"), QStringLiteral("down"), QString(), reviewsBox_);
    all->setSmall(true);
    all->setCheckable(false);
    connect(all, &NavButton::clicked, this, [this, all, records = review->records] {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const ReviewRecord& record : records)
            menu->addAction(tr("%1, %2").arg(toText(dateText(record.asOf)), record.closed ? tr("closed") : tr("open")),
                this, [this, number = record.number] { showReview(number); });
        menu->popup(all->mapToGlobal(QPoint(0, all->height())));
    });
    reviews_->addWidget(all);
}

bool Sidebar::isShown(const ReviewBundle& review, const ReviewRecord& record)
{
    return review.open && review.open->number == record.number;
}

NavButton* Sidebar::reviewButton(const ReviewRecord& record, bool shown)
{
    auto* button = new NavButton(toText(dateText(record.asOf)),
        record.closed ? QStringLiteral("lock") : QStringLiteral("review"), QString(), reviewsBox_);
    button->setSmall(true);
    button->setNote(record.closed ? tr("closed") : tr("open"));
    button->setChecked(shown);
    button->setAccessibleName(tr("Review of %1").arg(button->text()));
    connect(button, &NavButton::clicked, this, [this, button, shown, number = record.number] {
        button->setChecked(shown); // the review that comes decides
        showReview(number);
    });
    return button;
}

void Sidebar::showReview(std::int64_t number)
{
    desk_.showReview(number);
    Q_EMIT panelAsked(QStringLiteral("review"));
}

void Sidebar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && lock_)
        lock_->setPixmap(iconPixmap(QStringLiteral("lock"), 14, devicePixelRatioF(), Tokens::of(palette()).text3));
}

void Sidebar::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), tokens.line);
}

} // namespace holdfast

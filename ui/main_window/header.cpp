// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/header.h"

#include <QAbstractItemView>
#include <QCalendarWidget>
#include <QCompleter>
#include <QDialog>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "model/report/format.h"
#include "ui/tables/table_model.h"
#include "ui/tables/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"

namespace holdfast {
namespace {

constexpr Dimension filterDimensions[] = {
    Dimension::Segment, Dimension::Region, Dimension::Owner, Dimension::ContractModel, Dimension::Touch};
constexpr std::size_t longestMenu = 60; // values of one attribute in the menu

QString title(Dimension dimension)
{
    QString name = toText(text(dimension));
    name.replace(u'_', u' ');
    name[0] = name[0].toUpper();
    return name;
}

QString valueTitle(const std::string& value)
{
    if (value.empty())
        return Header::tr("missing");
    QString name = toText(value);
    return name == QLatin1String("multi_year") ? Header::tr("multi-year") : name;
}

// The values of an attribute over the whole book; texts are told apart by their numbers, not compared.
std::set<std::string> valuesOf(const Analysis& analysis, Dimension dimension)
{
    const Portfolio& portfolio = *analysis.portfolio;
    const auto nameOf = [dimension](const Account& account) {
        return dimension == Dimension::Segment ? account.segment
            : dimension == Dimension::Region   ? account.region
                                               : account.owner;
    };
    const bool isName =
        dimension == Dimension::Segment || dimension == Dimension::Region || dimension == Dimension::Owner;
    std::vector<bool> seen(isName ? portfolio.names.size() : 16, false);
    std::set<std::string> values;
    for (std::uint32_t at = 0; at < portfolio.accountCount(); ++at) {
        const Account& account = portfolio.accounts[at];
        const std::size_t number = isName ? nameOf(account).number
            : dimension == Dimension::ContractModel
            ? (account.contractModel ? static_cast<std::size_t>(*account.contractModel) + 1 : 0)
            : (account.touch ? static_cast<std::size_t>(*account.touch) + 1 : 0);
        if (seen[number])
            continue;
        seen[number] = true;
        values.insert(analysis.context->attribute(AccountId{at}, dimension));
    }
    return values;
}

} // namespace

AsOfSlider::AsOfSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setAccessibleName(tr("As-of date, week by week"));
    setToolTip(tr("Drag to replay the portfolio week by week"));
    setMinimumWidth(70);
    setMaximumWidth(156);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFixedHeight(28);
    setSingleStep(1);
    setPageStep(4);
    connect(this, &QSlider::valueChanged, this, [this] {
        setAccessibleDescription(toText(dateText(day())));
        if (!setting_)
            Q_EMIT dayChosen(day());
    });
}

void AsOfSlider::setDays(Date first, Date last, Date current)
{
    if (isSliderDown())
        return; // the hand that drags decides
    setting_ = true;
    last_ = last;
    // Whole weeks back from the last day, so that the right end is the latest there is.
    setRange(0, qMax(0, (last - first) / 7));
    setValue(maximum() - qBound(0, (last - current) / 7, maximum()));
    setEnabled(maximum() > 0);
    setting_ = false;
}

Date AsOfSlider::day() const
{
    return last_.addDays(-7 * (maximum() - value()));
}

void AsOfSlider::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    const Tokens& tokens = Tokens::of(palette());
    painter.setPen(tokens.line2);
    // A tick for each week as long as they can be told apart, else for every fourth.
    const int weeks = qMax(1, maximum());
    int every = 1;
    while ((width() - 16.0) * every / weeks < 5)
        every *= every < 4 ? 4 : 13;
    for (int week = 0; week <= weeks; week += every) {
        const int x = width() - 8 - qRound((width() - 16.0) * week / weeks);
        painter.drawLine(x, 21, x, 24);
    }
    painter.end();
    QSlider::paintEvent(event);
}

SearchField::SearchField(const QString& key, QWidget* parent)
    : QLineEdit(parent)
    , key_(key)
{
    setTextMargins(0, 0, keycapSize(key).width() + 6, 0);
}

void SearchField::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    Q_EMIT entered();
}

// The key that leads here stands at the right as long as nothing is typed.
void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (!text().isEmpty() || width() < 150)
        return;
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    const QSize cap = keycapSize(key_);
    paintKeycap(painter, QRectF(QPointF(width() - cap.width() - 8, (height() - cap.height()) / 2.0), cap), key_,
        tokens.text3, tokens.line2);
}

void SearchModel::setAccounts(const PortfolioPtr& portfolio)
{
    portfolio_ = portfolio;
    blob_.clear();
    ends_.clear();
}

void SearchModel::prepare()
{
    if (!portfolio_ || !ends_.empty())
        return;
    ends_.reserve(portfolio_->accountCount());
    for (const Account& account : portfolio_->accounts) {
        blob_ += foldedForSearch(portfolio_->text(account.name) + '\n' + portfolio_->text(account.id));
        ends_.push_back(blob_.size());
    }
}

void SearchModel::search(const QString& text)
{
    prepare();
    beginResetModel();
    hits_.clear();
    const QString wanted = text.trimmed();
    const std::string folded = foldedForSearch(wanted.toStdString());
    for (const SearchHit& place : places_) {
        if (hits_.size() < longest && (wanted.isEmpty() || place.title.contains(wanted, Qt::CaseInsensitive)))
            hits_.push_back(place);
    }
    // Names that begin with it come before names that hold it.
    std::vector<std::size_t> later;
    std::size_t begin = 0;
    const auto add = [&](std::size_t at) {
        const Account& account = portfolio_->accounts[at];
        const QString id = toText(portfolio_->text(account.id));
        hits_.push_back(
            {SearchHit::Kind::Account, account.name.empty() ? id : toText(portfolio_->text(account.name)), id, id});
    };
    for (std::size_t at = 0; at < ends_.size() && !folded.empty() && hits_.size() < longest; ++at) {
        const std::string_view one(blob_.data() + begin, ends_[at] - begin);
        begin = ends_[at];
        const std::size_t found = one.find(folded);
        if (found == 0)
            add(at);
        else if (found != std::string_view::npos && later.size() < longest)
            later.push_back(at);
    }
    for (const std::size_t at : later) {
        if (hits_.size() < longest)
            add(at);
    }
    endResetModel();
}

const SearchHit* SearchModel::hit(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < hits_.size() ? &hits_[static_cast<std::size_t>(row)] : nullptr;
}

int SearchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(hits_.size());
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    const SearchHit* one = hit(index.row());
    if (!index.isValid() || !one)
        return {};
    const QString kind = one->kind == SearchHit::Kind::Account ? tr("account")
        : one->kind == SearchHit::Kind::Panel                  ? tr("panel")
                                                               : tr("command");
    switch (role) {
    case Qt::DisplayRole:
        return one->title + QStringLiteral("   ") + (one->detail.isEmpty() ? kind : one->detail);
    case Qt::EditRole:
        return one->title;
    case Qt::AccessibleTextRole:
        return one->title + QStringLiteral(", ") + kind;
    default:
        return {};
    }
}

Header::Header(ReviewDesk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
{
    setAccessibleName(tr("Header"));
    setFixedHeight(qMax(48, QFontMetrics(typeFont(TypeSize::Body)).height() * 3));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 1);
    row->setSpacing(10);
    asOfLabel_ = new PlainLabel(tr("As of"), TypeSize::Secondary, Ink::Text3, this);
    row->addWidget(asOfLabel_);
    date_ = new QDateEdit(this);
    date_->setCalendarPopup(true);
    date_->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    date_->setAccessibleName(tr("As-of date"));
    date_->setToolTip(tr("The day this looks from: nothing dated later is known yet"));
    date_->setKeyboardTracking(false);
    date_->setMinimumWidth(126);
    date_->calendarWidget()->setAccessibleName(tr("Calendar of the as-of date"));
    date_->calendarWidget()->setVerticalHeaderFormat(QCalendarWidget::ISOWeekNumbers);
    asOfLabel_->setBuddy(date_);
    connect(date_, &QDateEdit::dateChanged, this, [this](const QDate& day) {
        if (!refreshing_ && day.isValid())
            desk_.setAsOf(toDate(day));
    });
    row->addWidget(date_);
    slider_ = new AsOfSlider(this);
    connect(slider_, &AsOfSlider::dayChosen, this, [this](Date day) { desk_.setAsOf(day); });
    row->addWidget(slider_, 1);
    period_ = new QPushButton(this);
    period_->setAccessibleName(tr("Period"));
    period_->setToolTip(tr("The period that retention is measured over"));
    period_->setMenu(new QMenu(period_));
    connect(period_->menu(), &QMenu::aboutToShow, this, &Header::makePeriodMenu);
    row->addWidget(period_);
    chips_ = new QHBoxLayout;
    chips_->setSpacing(6);
    filterSeparator_ = new QFrame(this);
    filterSeparator_->setFixedSize(1, 22);
    filterSeparator_->setAutoFillBackground(true);
    filterSeparator_->setBackgroundRole(QPalette::Mid);
    row->addWidget(filterSeparator_);
    filter_ = new QPushButton(tr("Filter"), this);
    filter_->setProperty(buttonKindProperty, QStringLiteral("pill"));
    filter_->setAccessibleName(tr("Add a filter"));
    filter_->setToolTip(tr("Look at a part of the book: segment, region, owner, contract model or touch"));
    connect(filter_, &QPushButton::clicked, this, &Header::makeFilterMenu);
    row->addLayout(chips_);
    row->addWidget(filter_);
    row->addStretch(1);
    auto* field = new SearchField(tr("Ctrl K"), this);
    searchField_ = field;
    searchField_->setPlaceholderText(tr("Search or go to"));
    searchField_->setAccessibleName(tr("Search accounts, panels and commands"));
    searchSign_ = searchField_->addAction(QIcon(), QLineEdit::LeadingPosition);
    searchField_->setMinimumWidth(120);
    searchField_->setMaximumWidth(252);
    searchField_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    row->addWidget(searchField_, 4);
    searchModel_ = new SearchModel(this);
    connect(field, &SearchField::entered, searchModel_, &SearchModel::prepare);
    auto* completer = new QCompleter(searchModel_, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setMaxVisibleItems(static_cast<int>(SearchModel::longest));
    completer->popup()->setAccessibleName(tr("Search results"));
    searchField_->setCompleter(completer);
    connect(searchField_, &QLineEdit::textEdited, this, [this, completer](const QString& text) {
        searchModel_->search(text);
        completer->complete();
    });
    connect(completer, QOverload<const QModelIndex&>::of(&QCompleter::activated), this,
        [this](const QModelIndex& index) { take(index.row()); });
    connect(searchField_, &QLineEdit::returnPressed, this, [this] {
        if (!searchField_->text().isEmpty())
            take(0);
    });
    auto* keys = new QShortcut(QKeySequence(QStringLiteral("Ctrl+K")), this);
    connect(keys, &QShortcut::activated, this, [this, completer] {
        searchField_->setFocus(Qt::ShortcutFocusReason);
        searchField_->selectAll();
        searchModel_->search(QString());
        completer->complete();
    });
    colourIcons();
    refresh();
}

void Header::colourIcons()
{
    const Tokens& tokens = Tokens::of(palette());
    filter_->setIcon(icon(QStringLiteral("plus"), tokens.text2));
    searchSign_->setIcon(icon(QStringLiteral("search"), tokens.text3));
}

void Header::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && searchSign_)
        colourIcons();
}

void Header::take(int row)
{
    const SearchHit* one = searchModel_->hit(row);
    if (!one)
        return;
    const SearchHit copy = *one;
    // The completer writes its text after this; the field is emptied when it has.
    QMetaObject::invokeMethod(
        searchField_, [field = searchField_] { field->clear(); }, Qt::QueuedConnection);
    Q_EMIT chosen(copy);
}

void Header::refresh()
{
    refreshing_ = true;
    const ReviewPtr review = desk_.review();
    const Period range = desk_.dateRange();
    const Date asOf = desk_.asOf();
    if (!slider_->isSliderDown())
        slider_->setDays(range.from, range.to, asOf);
    if (date_->date() != toQDate(asOf))
        date_->setDate(toQDate(asOf));
    const Period period = desk_.period();
    const int months = (period.to.year() - period.from.year()) * 12 + period.to.month() - period.from.month();
    const bool whole =
        period.from.addMonths(months) == period.to || (period.from.isLastOfMonth() && period.to.isLastOfMonth());
    const QString from = toText(dateText(period.from));
    period_->setText(whole && months > 0
            ? (months == 1 ? tr("From %1, 1 month").arg(from) : tr("From %1, %2 months").arg(from).arg(months))
            : tr("From %1, %2 days").arg(from).arg(period.to - period.from));
    const PortfolioPtr portfolio = review ? review->result().portfolio : nullptr;
    if (portfolio != shown_) {
        shown_ = portfolio;
        searchModel_->setAccounts(portfolio);
    }
    for (QWidget* widget :
        {static_cast<QWidget*>(date_), static_cast<QWidget*>(period_), static_cast<QWidget*>(filter_)})
        widget->setEnabled(review != nullptr);
    refreshChips();
    refreshing_ = false;
}

void Header::refreshChips()
{
    while (QLayoutItem* item = chips_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const Filter filter = desk_.filter();
    const auto add = [this](const QString& text, const Filter& without) {
        auto* chip = new Chip(text, this);
        connect(chip, &Chip::clicked, this, [this, without] { desk_.setFilter(without); });
        chips_->addWidget(chip);
    };
    // More than fits becomes one chip that names them all in its tooltip.
    const std::size_t room = width() > 1100 ? 2 : 1;
    QStringList all;
    for (const auto& [dimension, values] : filter.values) {
        QStringList words;
        for (const std::string& value : values)
            words.append(valueTitle(value));
        all.append(title(dimension) + QStringLiteral(": ") + words.join(QStringLiteral(", ")));
    }
    if (filter.values.size() > room) {
        add(tr("%1 filters").arg(filter.values.size()), Filter());
        chips_->itemAt(0)->widget()->setToolTip(plainTooltip(all.join(u'\n') + u'\n' + tr("Click to remove them all")));
        return;
    }
    qsizetype at = 0;
    for (const auto& [dimension, values] : filter.values) {
        Filter without = filter;
        without.values.erase(dimension);
        add(all[at++], without);
    }
}

void Header::makePeriodMenu()
{
    QMenu* menu = period_->menu();
    menu->clear();
    const Date asOf = desk_.asOf();
    const Date from = desk_.period().from;
    const auto add = [&](const QString& text, std::optional<Date> start, bool current) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(current);
        connect(action, &QAction::triggered, this, [this, start] { desk_.setPeriodFrom(start); });
    };
    add(tr("12 months"), std::nullopt, from == asOf.oneYearEarlier());
    for (const int months : {1, 3, 6, 24})
        add(months == 1 ? tr("1 month") : tr("%1 months").arg(months), asOf.addMonths(-months),
            from == asOf.addMonths(-months));
    const auto january = Date::fromYmd(asOf.year(), 1, 1);
    if (january && january->addDays(-1) < asOf)
        add(tr("Since the start of %1").arg(asOf.year()), january->addDays(-1), from == january->addDays(-1));
    menu->addSeparator();
    connect(menu->addAction(tr("From another day…")), &QAction::triggered, this, [this] {
        auto* dialog = new QDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(tr("Start of the period"));
        dialog->setModal(true);
        auto* column = new QVBoxLayout(dialog);
        auto* calendar = new QCalendarWidget(dialog);
        calendar->setAccessibleName(tr("Opening day"));
        calendar->setSelectedDate(toQDate(desk_.period().from));
        calendar->setMaximumDate(toQDate(desk_.asOf().addDays(-1)));
        column->addWidget(calendar);
        auto* take = new QPushButton(tr("Start here"), dialog);
        take->setProperty(buttonKindProperty, QStringLiteral("primary"));
        column->addWidget(take, 0, Qt::AlignRight);
        connect(take, &QPushButton::clicked, dialog, [this, dialog, calendar] {
            desk_.setPeriodFrom(toDate(calendar->selectedDate()));
            dialog->accept();
        });
        dialog->show();
    });
}

void Header::makeFilterMenu()
{
    const ReviewPtr review = desk_.review();
    if (!review)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Analysis& analysis = review->result();
    const Filter filter = desk_.filter();
    for (const Dimension dimension : filterDimensions) {
        const std::set<std::string> values = valuesOf(analysis, dimension);
        QMenu* sub = menu->addMenu(title(dimension));
        const auto found = filter.values.find(dimension);
        std::size_t count = 0;
        for (const std::string& value : values) {
            if (++count > longestMenu) {
                sub->addAction(tr("%1 more; use the Accounts panel's search").arg(values.size() - longestMenu))
                    ->setEnabled(false);
                break;
            }
            QAction* action = sub->addAction(plainMenuText(valueTitle(value)));
            action->setCheckable(true);
            const bool on = found != filter.values.end() &&
                std::find(found->second.begin(), found->second.end(), value) != found->second.end();
            action->setChecked(on);
            connect(action, &QAction::triggered, this, [this, dimension, value, on] {
                Filter changed = desk_.filter();
                std::vector<std::string>& list = changed.values[dimension];
                if (on)
                    list.erase(std::remove(list.begin(), list.end(), value), list.end());
                else
                    list.push_back(value);
                std::sort(list.begin(), list.end());
                if (list.empty())
                    changed.values.erase(dimension);
                desk_.setFilter(changed);
            });
        }
    }
    if (!filter.empty()) {
        menu->addSeparator();
        menu->addAction(tr("Remove all filters"), this, [this] { desk_.setFilter({}); });
    }
    menu->popup(filter_->mapToGlobal(QPoint(0, filter_->height() + 2)));
}

void Header::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    asOfLabel_->setVisible(width() > 860);
    if ((event->oldSize().width() > 1100) != (width() > 1100))
        refreshChips();
}

void Header::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
}

} // namespace holdfast

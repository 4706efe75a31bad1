// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditfilterbar.h"

#include "auditwords.h"
#include "glyph.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kTypingMs = 250;
// What a choice shows at least in a narrow window.
constexpr int kChoiceLength = 8;

enum class Period { Any, Hour, Day, Week, Month, Dates };

Timestamp startOf(QDate day)
{
    return {QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch()};
}

QComboBox *choice(const QString &name, const QString &any, const QStringList &values,
                  QString (*words)(const QString &), QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(kChoiceLength);
    box->addItem(any, QString());
    for (const QString &value : values)
        box->addItem(words(value), value);
    return box;
}

QDateEdit *dateEdit(const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *edit = new QDateEdit(QDateTime::currentDateTimeUtc().date(), parent);
    edit->setObjectName(name);
    edit->setAccessibleName(accessibleName);
    edit->setDisplayFormat(u"yyyy-MM-dd"_s);
    edit->setCalendarPopup(true);
    return edit;
}

} // namespace

AuditFilterBar::AuditFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_text(new QLineEdit(this))
    , m_type(choice(u"auditType"_s, tr("All events"), auditwords::knownTypes(), &auditwords::type, this))
    , m_actor(choice(u"auditActor"_s, tr("Anybody"), auditwords::knownActors(), &auditwords::actor, this))
    , m_machine(new QLineEdit(this))
    , m_period(new QComboBox(this))
    , m_dates(new QWidget(this))
    , m_from(dateEdit(u"auditFrom"_s, tr("First day"), m_dates))
    , m_to(dateEdit(u"auditTo"_s, tr("Last day"), m_dates))
    , m_clear(new QPushButton(glyph(u"filter-off"_s), tr("C&lear filter"), this))
{
    setObjectName(u"auditFilterBar"_s);
    const int gap = fontMetrics().height() / 2;
    m_grid->setContentsMargins(gap * 3 / 2, gap, gap * 3 / 2, gap);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(gap / 3);
    m_text->setObjectName(u"auditText"_s);
    m_text->setPlaceholderText(tr("Words in the events"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(glyph(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);
    m_machine->setObjectName(u"auditMachine"_s);
    //: An example of a machine's id
    m_machine->setPlaceholderText(tr("mach_…"));
    m_machine->setClearButtonEnabled(true);
    m_clear->setObjectName(u"auditClear"_s);
    buildPeriod();
    addField(tr("Se&arch"), m_text, 0, 3);
    addField(tr("Eve&nt"), m_type, 1, 1);
    addField(tr("&By"), m_actor, 2, 1);
    addField(tr("Machine I&D"), m_machine, 3, 2);
    addField(tr("When (UT&C)"), m_period, 4, 1);
    m_grid->addWidget(m_clear, 1, 5);
    m_grid->addWidget(m_dates, 2, 3, 1, 3, Qt::AlignRight);

    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &AuditFilterBar::announce);
    for (QLineEdit *edit : {m_text, m_machine}) {
        connect(edit, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
        connect(edit, &QLineEdit::returnPressed, this, &AuditFilterBar::announce);
    }
    for (QComboBox *box : {m_type, m_actor, m_period})
        connect(box, &QComboBox::currentIndexChanged, this, &AuditFilterBar::announce);
    for (QDateEdit *edit : {m_from, m_to})
        connect(edit, &QDateEdit::dateChanged, this, &AuditFilterBar::announce);
    connect(m_clear, &QPushButton::clicked, this, &AuditFilterBar::clear);
    showDates();
    m_clear->setEnabled(false);
}

void AuditFilterBar::addField(const QString &label, QWidget *field, int column, int stretch)
{
    auto *words = new QLabel(label, this);
    words->setBuddy(field);
    field->setAccessibleName(QString(label).remove(u'&'));
    m_grid->addWidget(words, 0, column);
    m_grid->addWidget(field, 1, column);
    m_grid->setColumnStretch(column, stretch);
}

void AuditFilterBar::buildPeriod()
{
    m_period->setObjectName(u"auditPeriod"_s);
    const auto add = [this](const QString &words, Period period) {
        m_period->addItem(words, static_cast<int>(period));
    };
    add(tr("Any time"), Period::Any);
    add(tr("Last hour"), Period::Hour);
    add(tr("Last 24 hours"), Period::Day);
    add(tr("Last 7 days"), Period::Week);
    add(tr("Last 30 days"), Period::Month);
    add(tr("From … to …"), Period::Dates);
    auto *layout = new QHBoxLayout(m_dates);
    layout->setContentsMargins({});
    layout->addWidget(m_from);
    //: Between the first and the last day of a period
    layout->addWidget(new QLabel(tr("to"), m_dates));
    layout->addWidget(m_to);
    m_from->setDate(m_to->date().addDays(-7));
}

void AuditFilterBar::showDates()
{
    m_dates->setVisible(static_cast<Period>(m_period->currentData().toInt()) == Period::Dates);
    // Days that would make an empty range cannot be chosen.
    m_from->setMaximumDate(m_to->date());
    m_to->setMinimumDate(m_from->date());
}

std::optional<Timestamp> AuditFilterBar::since() const
{
    const Timestamp now{QDateTime::currentMSecsSinceEpoch()};
    switch (static_cast<Period>(m_period->currentData().toInt())) {
    case Period::Any:
        return std::nullopt;
    case Period::Hour:
        return now.plusSeconds(-3600);
    case Period::Day:
        return now.plusSeconds(qint64(-24) * 3600);
    case Period::Week:
        return now.plusSeconds(qint64(-7) * 24 * 3600);
    case Period::Month:
        return now.plusSeconds(qint64(-30) * 24 * 3600);
    case Period::Dates:
        return startOf(m_from->date());
    }
    return std::nullopt;
}

std::optional<Timestamp> AuditFilterBar::until() const
{
    if (static_cast<Period>(m_period->currentData().toInt()) != Period::Dates)
        return std::nullopt;
    return startOf(m_to->date().addDays(1));
}

AuditFilter AuditFilterBar::filter() const
{
    AuditFilter filter;
    filter.text = m_text->text().simplified();
    filter.query.type = m_type->currentData().toString();
    filter.query.actor = m_actor->currentData().toString();
    filter.query.machineId = m_machine->text().trimmed();
    filter.query.since = since();
    filter.query.until = until();
    return filter;
}

void AuditFilterBar::showMachine(const QString &id)
{
    m_quiet = true;
    clear();
    m_machine->setText(id);
    m_quiet = false;
    announce();
}

void AuditFilterBar::clear()
{
    const bool wasQuiet = std::exchange(m_quiet, true);
    m_text->clear();
    m_machine->clear();
    for (QComboBox *box : {m_type, m_actor, m_period})
        box->setCurrentIndex(0);
    m_quiet = wasQuiet;
    announce();
}

void AuditFilterBar::focusSearch()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void AuditFilterBar::announce()
{
    if (m_quiet)
        return;
    m_typing.stop();
    showDates();
    const AuditFilter now = filter();
    m_clear->setEnabled(!now.isEmpty());
    if (now == m_said)
        return;
    m_said = now;
    emit filterChanged();
}

} // namespace muster

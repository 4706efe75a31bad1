// SPDX-License-Identifier: GPL-3.0-or-later
#include "keytable.h"

#include "clock.h"
#include "inlinenote.h"
#include "machinewords.h"
#include "vaultdesk.h"

#include <QFontDatabase>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum Column { NameColumn, AddressColumn, MachinesColumn, UsedColumn, BackupColumn, ColumnCount };
constexpr int kAddressRole = Qt::UserRole;
constexpr qsizetype kMostNamed = 3;
constexpr qsizetype kMostInToolTip = 25;

QString machinesText(const QStringList &names, qsizetype most, const QString &separator)
{
    if (names.size() <= most)
        return names.join(separator);
    return KeyTable::tr("%1 and %n more", nullptr, int(names.size() - most))
        .arg(names.mid(0, most).join(separator));
}

QString momentText(const std::optional<Timestamp> &moment, const QString &never)
{
    return moment ? machinewords::relativeTime(*moment, SystemClock().now()) : never;
}

} // namespace

KeyTable::KeyTable(QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(u"keyTable"_s);
    setAccessibleName(tr("Keys of the vault"));
    setHorizontalHeaderLabels({tr("Name"), tr("Address"), tr("Machines"), tr("Last use"), tr("In a backup")});
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setTextElideMode(Qt::ElideMiddle);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 15 / 8);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(MachinesColumn, QHeaderView::Stretch);
    const int letter = fontMetrics().averageCharWidth();
    setColumnWidth(NameColumn, letter * 26);
    setColumnWidth(AddressColumn, letter * 56);
    setColumnWidth(UsedColumn, letter * 18);
    setColumnWidth(BackupColumn, letter * 18);
    connect(this, &QTableWidget::itemSelectionChanged, this, &KeyTable::currentChanged);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &place) { emit menuAsked(viewport()->mapToGlobal(place)); });
}

void KeyTable::showKeys(const QList<VaultKey> &keys, const Machines &machines)
{
    const std::optional<Address> before = current();
    setRowCount(int(keys.size()));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (int row = 0; row < int(keys.size()); ++row) {
        const VaultKey &key = keys.at(row);
        const QStringList names = machines.value(key.address.text());
        const auto put = [this, row](int column, const QString &text) {
            auto *cell = new QTableWidgetItem(text);
            setItem(row, column, cell);
            return cell;
        };
        put(NameColumn, key.name.isEmpty() ? tr("unnamed") : key.name)
            ->setData(kAddressRole, QVariant::fromValue(key.address));
        put(AddressColumn, key.address.text())->setFont(fixed);
        put(MachinesColumn,
            names.isEmpty() ? tr("none in this fleet") : machinesText(names, kMostNamed, u", "_s))
            ->setToolTip(machinesText(names, kMostInToolTip, u"\n"_s));
        put(UsedColumn, momentText(key.lastUsed, tr("never")));
        QTableWidgetItem *backup = put(BackupColumn, momentText(key.backedUp, tr("no")));
        if (key.fileIsMissing) {
            backup->setText(tr("key file missing"));
            backup->setToolTip(tr("The key's file is gone. Only a backup brings it back."));
        }
        if (!key.backedUp || key.fileIsMissing)
            backup->setIcon(InlineNote::icon(InlineNote::Kind::Warning));
    }
    if (before)
        select(*before);
}

std::optional<Address> KeyTable::current() const
{
    const QList<QTableWidgetItem *> chosen = selectedItems();
    if (chosen.isEmpty())
        return std::nullopt;
    return item(chosen.first()->row(), NameColumn)->data(kAddressRole).value<Address>();
}

void KeyTable::select(const Address &address)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (item(row, NameColumn)->data(kAddressRole).value<Address>() == address) {
            selectRow(row);
            return;
        }
    }
    clearSelection();
}

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#include "keypreview.h"

#include "errorsentence.h"
#include "inlinenote.h"

#include <QFontDatabase>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

enum Column { SourceColumn, AddressColumn, RemarkColumn, ColumnCount };
constexpr int kAddressRole = Qt::UserRole;
constexpr int kIndexRole = Qt::UserRole + 1;

} // namespace

KeyPreview::KeyPreview(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"keyPreview"_s);
    setAccessibleName(tr("Keys to be saved"));
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("From"), tr("Address"), tr("Remark")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setTextElideMode(Qt::ElideMiddle);
    header()->setStretchLastSection(true);
    setColumnWidth(SourceColumn, fontMetrics().averageCharWidth() * 26);
    setColumnWidth(AddressColumn, fontMetrics().averageCharWidth() * 56);
    setMinimumHeight(fontMetrics().height() * 9);
    connect(this, &QTreeWidget::itemChanged, this, &KeyPreview::chosenChanged);
}

QTreeWidgetItem *KeyPreview::addRow(const QString &source, const Address &address, Key key, bool ticked)
{
    auto *row = new QTreeWidgetItem(this);
    row->setText(SourceColumn, source);
    row->setToolTip(SourceColumn, source);
    row->setText(AddressColumn, address.text());
    row->setFont(AddressColumn, QFontDatabase::systemFont(QFontDatabase::FixedFont));
    row->setData(SourceColumn, kAddressRole, QVariant::fromValue(address));
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    row->setCheckState(SourceColumn, ticked && key != Key::Held ? Qt::Checked : Qt::Unchecked);
    if (key == Key::Held)
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (key != Key::Fresh) {
        row->setText(RemarkColumn, key == Key::Held ? tr("Already in the vault")
                                                    : tr("The vault's own file of it is gone or damaged; "
                                                         "saving puts that right"));
        row->setToolTip(RemarkColumn, row->text(RemarkColumn));
        row->setIcon(RemarkColumn, InlineNote::icon(InlineNote::Kind::Hint));
    }
    return row;
}

void KeyPreview::showImport(const KeyImport &import, const Place &place)
{
    clearAll();
    QList<Address> shown;
    for (const KeyImport::Entry &entry : import.entries()) {
        if (!entry.address) {
            ++m_failures;
            auto *row = new QTreeWidgetItem(this);
            row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            row->setText(SourceColumn, entry.source);
            row->setText(RemarkColumn, errorSentence(entry.address.error()));
            row->setToolTip(RemarkColumn, errorSentence(entry.address.error()));
            row->setIcon(RemarkColumn, InlineNote::icon(InlineNote::Kind::Fault));
            continue;
        }
        const bool twice = shown.contains(*entry.address);
        QTreeWidgetItem *row = addRow(entry.source, *entry.address, place(*entry.address), !twice);
        if (twice) {
            row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            row->setText(RemarkColumn, tr("The same key as above"));
        }
        shown.append(*entry.address);
    }
    emit chosenChanged();
}

void KeyPreview::addAccounts(const QList<MnemonicAccounts::Account> &accounts, const Place &place)
{
    for (const auto &[index, address] : accounts) {
        QTreeWidgetItem *row = addRow(tr("Account %1").arg(index + 1), address, place(address), index == 0);
        row->setData(SourceColumn, kIndexRole, index);
        row->setToolTip(SourceColumn, u"m/44'/60'/0'/0/%1"_s.arg(index));
    }
    emit chosenChanged();
}

void KeyPreview::clearAll()
{
    clear();
    m_failures = 0;
    emit chosenChanged();
}

QList<Address> KeyPreview::chosen() const
{
    QList<Address> all;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = topLevelItem(row);
        if (item->checkState(SourceColumn) == Qt::Checked)
            all.append(item->data(SourceColumn, kAddressRole).value<Address>());
    }
    return all;
}

QList<quint32> KeyPreview::chosenAccounts() const
{
    QList<quint32> all;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = topLevelItem(row);
        const QVariant index = item->data(SourceColumn, kIndexRole);
        if (index.isValid() && item->checkState(SourceColumn) == Qt::Checked)
            all.append(index.toUInt());
    }
    return all;
}

} // namespace muster

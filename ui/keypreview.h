// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mnemonicaccounts.h"

#include <QTreeWidget>

#include <functional>

namespace muster {

/// The keys of an import before they are saved: each address, where it comes from, and what speaks against
/// it. Those that are missing in the vault are ticked. GUI thread.
class KeyPreview : public QTreeWidget
{
    Q_OBJECT

public:
    explicit KeyPreview(QWidget *parent = nullptr);

    /// What the vault has of a key; `Damaged` is listed, and its file is gone or does not open.
    enum class Key { Fresh, Held, Damaged };
    using Place = std::function<Key(const Address &)>;
    /// What was read from files or typed; what is held already cannot be ticked.
    void showImport(const KeyImport &import, const Place &place);
    /// Further accounts to pick from, not ticked but for the very first.
    void addAccounts(const QList<MnemonicAccounts::Account> &accounts, const Place &place);
    void clearAll();

    QList<Address> chosen() const;
    /// Indices of the chosen accounts.
    QList<quint32> chosenAccounts() const;
    int failures() const { return m_failures; }

signals:
    void chosenChanged();

private:
    QTreeWidgetItem *addRow(const QString &source, const Address &address, Key key, bool ticked);

    int m_failures = 0;
};

} // namespace muster

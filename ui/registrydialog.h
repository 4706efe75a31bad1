// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registrytablemodel.h"
#include "result.h"

#include <QDialog>
#include <QSortFilterProxyModel>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace muster {

class InlineNote;
class RegistryEditor;

/// The identities of the embedded registry: found, added, edited, rotated, switched off and on, taken from a
/// file. Every change can be taken back by editing again. Open it with open(). GUI thread.
class RegistryDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RegistryDialog(RegistryEditor &editor, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildTable();
    QWidget *buildButtons();
    QPushButton *addButton(const QString &name, const QString &icon, const QString &text);
    void buildLayout();
    void reload();
    void select(const IdentityRef &identity);
    std::optional<RegistryEntry> current() const;
    void showState();
    void add();
    void edit();
    void rotate();
    void toggleActive();
    void chooseFile();
    void importFile(const QString &path);
    void sayFault(const Error &error);

    RegistryEditor &m_editor;
    RegistryTableModel m_entries;
    QSortFilterProxyModel m_filter;
    std::optional<IdentityRef> m_wanted; ///< to be selected when its row comes
    QLineEdit *m_search;
    QTableView *m_table;
    QLabel *m_counts;
    InlineNote *m_note;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_rotate;
    QPushButton *m_toggle;
    QPushButton *m_import;
};

} // namespace muster

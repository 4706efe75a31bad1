// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"
#include "registryentry.h"
#include "result.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster {

class AddressField;
class InlineNote;
class RegistryEditor;

/// Adds an identity to the embedded registry or edits one. Faults stand under their fields; a refusal leaves
/// everything as it was typed. Open it with open(). GUI thread.
class RegistryEntryDialog : public GrowingDialog
{
    Q_OBJECT

public:
    /// `entry`: what is edited; nothing adds one.
    RegistryEntryDialog(RegistryEditor &editor, const std::optional<RegistryEntry> &entry,
                        QWidget *parent = nullptr);

signals:
    void saved(const muster::IdentityRef &identity);

private:
    void buildFields();
    void buildLayout();
    void addRow(QFormLayout *form, const QString &label, QWidget *buddy, QWidget *field, QWidget *note);
    void showEntry(const RegistryEntry &entry);
    std::optional<IdentityRef> judgeIdentity();
    std::optional<QString> judgeName();
    std::optional<QStringList> judgeControllers();
    void save();
    void onSaved(const IdentityRef &identity, const Result<void> &answer);
    void setBusy(bool busy);

    RegistryEditor &m_editor;
    std::optional<RegistryEntry> m_before;
    QLineEdit *m_identity;
    InlineNote *m_identityNote;
    QLineEdit *m_name;
    InlineNote *m_nameNote;
    QPlainTextEdit *m_controllers;
    InlineNote *m_controllersNote;
    AddressField *m_operator;
    QComboBox *m_rating;
    QCheckBox *m_bonded;
    QCheckBox *m_active;
    InlineNote *m_note;
    QPushButton *m_save;
};

} // namespace muster

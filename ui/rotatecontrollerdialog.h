// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"
#include "registryentry.h"
#include "result.h"

class QComboBox;
class QPushButton;

namespace muster {

class AddressField;
class InlineNote;
class RegistryEditor;

/// Puts another address in the place of one controller of an identity, and says what becomes of proofs. Open
/// it with open(). GUI thread.
class RotateControllerDialog : public GrowingDialog
{
    Q_OBJECT

public:
    RotateControllerDialog(RegistryEditor &editor, const RegistryEntry &entry, QWidget *parent = nullptr);

signals:
    void saved(const muster::IdentityRef &identity);

private:
    void buildLayout();
    void save();
    void onSaved(const Result<void> &answer);

    RegistryEditor &m_editor;
    RegistryEntry m_entry;
    QComboBox *m_former;
    AddressField *m_next;
    InlineNote *m_note;
    QPushButton *m_save;
};

} // namespace muster

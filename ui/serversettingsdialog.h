// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "growingdialog.h"

class QCheckBox;
class QSpinBox;

namespace muster {

class InlineNote;
class Settings;

/// How the local workspace is kept and served, each with when it counts and what it opens. The settings are
/// kept when it is accepted. Show it with open().
class ServerSettingsDialog : public GrowingDialog
{
    Q_OBJECT

public:
    explicit ServerSettingsDialog(Settings &settings, QWidget *parent = nullptr);

private:
    void buildFields();
    QWidget *group(const QString &title, const QString &when, const QList<QWidget *> &rows);
    QWidget *labelled(const QString &words, QWidget *field);
    void judge();
    void keep();

    Settings &m_settings;
    QSpinBox *m_port;
    QCheckBox *m_key;
    InlineNote *m_keyNote;
    QCheckBox *m_verification;
    InlineNote *m_verificationNote;
    QSpinBox *m_auditDays;
};

} // namespace muster

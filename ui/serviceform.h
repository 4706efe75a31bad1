// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace muster {

class InlineNote;

/// The fields of a remote service: name, address, key, file of certificates, colour of its band. Says beside
/// each what is wrong with it. GUI thread.
class ServiceForm : public QWidget
{
    Q_OBJECT

public:
    /// The connector outlives the form.
    explicit ServiceForm(Connector &connector, QWidget *parent = nullptr);

    /// An empty one for a service that is not kept yet. The field of the key is empty in any case.
    void setProfile(const ServiceProfile &profile);
    /// As typed, with the address as it is now; the host's name where none is typed. Its `key` says where the
    /// key is to be once connected.
    ServiceProfile profile() const;
    /// What is typed; empty: none, or the one that is kept.
    QByteArray key() const;
    bool hasAddress() const;

    /// Cleans address and key in their fields and says what was left out. False, with the fault beside the
    /// address, when it is none.
    bool tidy();
    /// Says it beside the field that it is about; false when it is about none of them.
    bool showFault(const Error &error);
    /// Asks for the key, and says why.
    void askForKey(const QString &sentence);

signals:
    void edited();

private:
    void nameFields();
    void buildLayout();
    QWidget *buildCaRow();
    void addRow(QFormLayout &form, const QString &label, QWidget *field, InlineNote *note);
    void chooseCaFile();
    void judge();
    void showPresence();

    Connector &m_connector;
    ServiceProfile m_profile; ///< as it was set
    QLineEdit *m_name;
    QLineEdit *m_url;
    QLineEdit *m_key;
    QLineEdit *m_caFile;
    QComboBox *m_colour;
    QCheckBox *m_keep;
    InlineNote *m_nameNote;
    InlineNote *m_urlNote;
    InlineNote *m_keyNote;
    InlineNote *m_keepNote;
    InlineNote *m_caNote;
};

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QAction;
class QLineEdit;

namespace muster {

class Settings;

/// Keeps what the fleet is filtered by, its text and whether archived machines are shown, across starts and
/// for each place on its own. GUI thread.
class KeptFilter : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    KeptFilter(QLineEdit &text, QAction &showArchived, Settings &settings, QObject *parent = nullptr);

    /// Keeps what is set for the place before, and sets what was kept for this one.
    void setPlace(const QString &place);
    /// Writes a change that waits at once; the window is about to close.
    void flush();

private:
    void keep();

    QLineEdit &m_text;
    QAction &m_showArchived;
    Settings &m_settings;
    QString m_place;
    QTimer m_keeping; ///< typing changes the text many times
};

} // namespace muster

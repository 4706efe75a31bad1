// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pastedmessage.h"

#include <QWidget>

#include <optional>

class QButtonGroup;
class QVBoxLayout;

namespace muster {

class InlineNote;

/// Asks which bytes a pasted text stands for, where more than one reading is likely; takes no room where
/// there is nothing to ask. Nothing is chosen until the user does. GUI thread.
class PasteChoice : public QWidget
{
    Q_OBJECT

public:
    explicit PasteChoice(QWidget *parent = nullptr);

    /// Asks about `pasted`; nothing to ask about clears.
    void offer(const std::optional<QByteArray> &pasted);
    bool isAsking() const { return m_readings.size() > 1; }
    /// Nothing while nothing is chosen, or nothing is asked.
    std::optional<QByteArray> chosen() const;

signals:
    void chosenChanged();

private:
    QList<PastedReading> m_readings;
    QButtonGroup *m_group;
    QVBoxLayout *m_choices;
    InlineNote *m_question;
};

} // namespace muster

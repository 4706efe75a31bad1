// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;

namespace muster {

class IconLabel;

/// A sentence beside the control it speaks of, with a glyph of its own per kind, so that the colour never
/// says anything alone. Takes no room while it has nothing to say. GUI thread.
class InlineNote : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Hint, Fine, Warning, Fault };

    /// `about`: the control whose accessible description repeats the sentence; none for a note on its own.
    explicit InlineNote(QWidget *about, QWidget *parent = nullptr);

    /// An empty sentence clears.
    void say(Kind kind, const QString &sentence);
    void clear();
    QString text() const;
    Kind kind() const { return m_kind; }
    bool isFault() const { return !text().isEmpty() && m_kind == Kind::Fault; }

    /// As high as the words are at the present width, so that no layout leaves room for more lines.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The glyph of a kind alone, for cells.
    static QIcon icon(Kind kind);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int lines() const;

    QPointer<QWidget> m_about;
    IconLabel *m_icon;
    QLabel *m_label;
    Kind m_kind = Kind::Hint;
    bool m_isLaidOut = false;
};

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inlinenote.h"
#include "labelvocabulary.h"
#include "result.h"

#include <QMap>
#include <QWidget>

class QPushButton;
class QTableWidget;

namespace muster {

class LabelDelegate;

/// Labels as rows of key and value. Keys and values stay exactly as typed. A row that is wholly empty does
/// not count; a key that clients would rewrite gets a warning beside it, a fault its sentence. Insert adds a
/// row, Delete removes the current one, Return or F2 edits, Tab walks through the cells while editing and
/// leaves the table otherwise. GUI thread.
class LabelEditor : public QWidget
{
    Q_OBJECT

public:
    explicit LabelEditor(QWidget *parent = nullptr);

    void setLabels(const QMap<QString, QString> &labels);
    QMap<QString, QString> labels() const;
    /// Offered while a key or a value is typed.
    void setVocabulary(const LabelVocabulary &vocabulary);
    /// What a map cannot hold: keys that stand twice. The limits are fieldrules'.
    QList<Issue> issues() const;
    /// Shows each fault in its row (path `/labels/<key>`), the rest under the table; an empty list clears.
    void showIssues(const QList<Issue> &issues);
    bool hasFaults() const { return !m_shown.isEmpty(); }
    void setReadOnly(bool readOnly);

    /// Whether the public clients hand the key on unchanged: `^[a-z0-9]+([./-][a-z0-9]+)*$`.
    static bool isSafeKey(const QString &key);

signals:
    void changed();

private:
    enum Column { KeyColumn, ValueColumn, RemarkColumn };

    void buildTable();
    void buildButtons();
    void addRow();
    void removeCurrentRow();
    void insertRow(const QString &key, const QString &value);
    QString textAt(int row, int column) const;
    bool isRowEmpty(int row) const;
    void showRemarks();
    void setRemark(int row, InlineNote::Kind kind, const QString &sentence);

    QTableWidget *m_table;
    LabelDelegate *m_delegate;
    QPushButton *m_addButton;
    QPushButton *m_removeButton;
    InlineNote *m_note;
    QList<Issue> m_shown;
};

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

namespace muster {

/// One thing of a record that a person edits: a plain member, the state, or the label of one key. So two
/// records can be compared, and one made like the other, field by field.
class MachineField
{
public:
    enum class Member { DisplayName, OwnerId, MachineType, RuntimeProfile, Capabilities, Label, Status };

    /// In the order of the form; a label for each key that one of the records has.
    static QList<MachineField> allOf(const QList<Machine> &records);
    static QList<MachineField> changedBetween(const Machine &before, const Machine &after);

    Member member() const { return m_member; }
    /// What it is called: `Owner`, `Label site`.
    QString title() const;
    /// What stands there, in words; `(empty)` and `(no label)` for nothing.
    QString text(const Machine &machine) const;
    bool isSame(const Machine &one, const Machine &other) const;
    void copy(const Machine &from, Machine &to) const;
    bool operator==(const MachineField &) const = default;

private:
    explicit MachineField(Member member, const QString &key = {})
        : m_member(member)
        , m_key(key)
    {}

    Member m_member;
    QString m_key; ///< of a label
};

} // namespace muster

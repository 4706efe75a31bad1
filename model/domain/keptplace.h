// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace muster {

/// A place that the program comes back to: a kept service, or a workspace in a folder.
struct KeptPlace
{
    QString service;   ///< id of a kept service; empty: a workspace
    QString folder;    ///< of a workspace
    bool demo = false; ///< whether it holds a demo fleet

    bool isEmpty() const { return service.isEmpty() && folder.isEmpty(); }
    /// Under what the looks of its fleet are kept: the service's id, or 16 hex digits of the folder's own.
    QString key() const;
    bool operator==(const KeptPlace &) const = default;
};

/// `places` with this one first, and once; the oldest of more than a dozen are left out.
QList<KeptPlace> withFirst(const KeptPlace &place, QList<KeptPlace> places);

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
// The translation unit that carries the precompiled headers of everything without widgets.

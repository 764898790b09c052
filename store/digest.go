package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"chancery"
)

// Digest is a hash over all entries with their lives, and over which account
// belongs to which: equal for two archives of the same reports and corrections,
// once they are settled, whatever the order in which these came.
func (a *Archive) Digest(ctx context.Context) (string, error) {
	h := sha256.New()
	for _, query := range []string{
		"SELECT id, data, life FROM entry ORDER BY id",
		"SELECT x.id, e.id, NULL FROM account x LEFT JOIN entry e ON e.n = x.entry ORDER BY x.id",
	} {
		rows, err := a.read.QueryContext(ctx, query)
		if err != nil {
			return "", a.explain(err)
		}
		for rows.Next() {
			var id, data, life sql.RawBytes
			if err := rows.Scan(&id, &data, &life); err != nil {
				return "", errors.Join(a.explain(err), rows.Close())
			}
			fmt.Fprintf(h, "%d %d %d\n%s%s%s", len(id), len(data), len(life), id, data, life)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return "", a.explain(err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// compareAccounts puts accounts in order of publication.
func compareAccounts(x, y chancery.Account) int {
	return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.Report, y.Report), cmp.Compare(x.ID, y.ID))
}

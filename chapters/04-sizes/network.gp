# Le réseau de la feuille, 2–4–2 : ses neurones, et le nom de chaque poids.
height = 8.6
@canvas
radius = 0.42
array across[3] = [1.5, 7.3, 12.9]
array count[3] = [2, 4, 2]
array letter[3] = ['x', 'h', 'ŷ']
array weight[2] = ['W_h', 'W_y']
array bias[3] = ['', 'b_h', 'b_y']
array title[3] = ['entrée x', 'couche cachée h', 'sortie ŷ']
array size[3] = ['n_x = 2', 'n_h = 4', 'n_y = 2']
# La hauteur du neurone i de la couche l.
up(l, i) = 4.25 + (l == 2 ? 1.72 : 3.1) * ((count[l] + 1) / 2.0 - i)
# Où se lit le nom d'un poids : près du neurone caché.
along(l, i, j) = l == 1 ? (i == 1 ? 0.8 : 0.74) : (j == 1 ? 0.2 : 0.26)

unset border; unset tics; unset grid; unset key
set lmargin at screen 0; set rmargin at screen 1
set bmargin at screen 0; set tmargin at screen 1
set xrange [0:width]
set yrange [0:height]
set style textbox opaque noborder margins 0.3, 0.2

do for [l=1:2] {
    do for [i=1:count[l]] {
        do for [j=1:count[l + 1]] {
            x0 = across[l]; y0 = up(l, i)
            x1 = across[l + 1]; y1 = up(l + 1, j)
            d = sqrt((x1 - x0)**2 + (y1 - y0)**2)
            s = radius / d
            set arrow from x0 + s * (x1 - x0), y0 + s * (y1 - y0) \
                to x1 - s * (x1 - x0), y1 - s * (y1 - y0) \
                head filled size 0.22,18 lw 0.9 \
                lc rgb (l == 1 ? blue : orange)
            t = along(l, i, j)
            set label sprintf('(%s)_{%d%d}', weight[l], j, i) \
                at x0 + t * (x1 - x0), y0 + t * (y1 - y0) center boxed front \
                font ',7' tc rgb (l == 1 ? blue : orange)
        }
    }
}
do for [l=1:3] {
    do for [i=1:count[l]] {
        set object circle at across[l], up(l, i) size radius front \
            fc rgb 'white' fs solid 1 border lc rgb ink lw 1.2
        set label sprintf('%s_%d', letter[l], i) at across[l], up(l, i) \
            center front
        if (l > 1) {
            set label sprintf('+ (%s)_%d', bias[l], i) \
                at across[l], up(l, i) - radius - 0.25 center front \
                font ',7.5' tc rgb quiet
        }
    }
    set label title[l] at across[l], 8.2 center
    set label size[l] at across[l], 0.3 center
}
set label 'W_h : 4 × 2' at (across[1] + across[2]) / 2, 0.3 center tc rgb blue
set label 'W_y : 2 × 4' at (across[2] + across[3]) / 2, 0.3 center \
    tc rgb orange
plot NaN

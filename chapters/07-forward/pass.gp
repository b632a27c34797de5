# Un lot, de X à Ŷ : une ligne par exemple, une colonne par composante.
height = 5.6
@canvas
name(k) = word('x h_tilde h y_tilde y_hat', k)
title(k) = word('X H̃ H Ỹ Ŷ', k)
table(k) = results.'/'.name(k).'.tsv'
drawn = system("awk '/^drawn:/ {print $2}' ".results."/results.yaml") + 0
array wide[5]
array high[5]
total = 0
do for [k=1:5] {
    stats table(k) using 2 name 'c' nooutput
    stats table(k) using (abs($3)) name 'v' nooutput
    wide[k] = (k == 2 || k == 3) && c_max > drawn ? drawn : c_max
    high[k] = v_max > 0 ? v_max : 1
    total = total + wide[k]
}
stats table(1) using 1 name 'n' nooutput

# Chaque carte prend une largeur proportionnelle à ses colonnes.
left = 0.1
gap = 0.065
unit = (0.985 - left - 4 * gap) / total
start(k) = left + (k - 1) * gap + unit * sum [i=1:k-1] wide[i]

@bare
unset key
unset colorbox
set yrange [n_max + 0.5:0.5]
set palette @diverging
set tmargin at screen 0.88
set bmargin at screen 0.24
set multiplot
do for [k=1:5] {
    from = start(k)
    to = from + unit * wide[k]
    set lmargin at screen from
    set rmargin at screen to
    set title title(k)
    if (k == 1) {
        set ytics 1 scale 0
        set ylabel 'n (exemple)' offset -1
    } else {
        unset ytics
        unset ylabel
    }
    set xtics wide[k] > 12 ? 5 : 1 scale 0
    set xrange [0.5:wide[k] + 0.5]
    set cbrange [-high[k]:high[k]]
    set label 1 gprintf('± %.2g', high[k]) at graph 0.5, graph -0.32 center
    plot table(k) using 2:1:3 with image
}
unset multiplot

# Les poids entrants des premiers neurones cachés, en images.
height = 9.2
@canvas
weights = results.'/weights.tsv'
stats weights using 1 name 'w' nooutput
extent = system("awk '!/^#/ {for (i = 1; i <= NF; i++) {v = $i < 0 ? -$i : $i; if (v > m) m = v}} END {print m}' ".weights) + 0
@bare
@square
unset key
unset colorbox
set palette @diverging
set cbrange [-extent / 2:extent / 2]
set yrange [*:*] reverse
set autoscale fix
set lmargin 0.3; set rmargin 0.3; set bmargin 0.3; set tmargin 0.3
set multiplot layout 4,6
do for [k=0:w_blocks - 1] {
    plot weights matrix index k with image
}
unset multiplot

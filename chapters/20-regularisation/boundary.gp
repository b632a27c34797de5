# Les mêmes exemples, trois valeurs de C : f, sa frontière, ses marges.
height = 6.1
@canvas
album = results.'/album.tsv'
name(k) = word('0,1 1 10⁴', k + 1)
score(k) = system(sprintf("awk 'NR == %d {print $3}' %s", k + 2, album)) + 0
map(k) = results.sprintf('/map%d.tsv', k)
points(k) = results.sprintf('/support%d.tsv', k)

set contour base
set cntrparam levels discrete -1, 0, 1

@bare
@square
unset key
set xrange [-1.8:1.8]
set yrange [-1.8:1.8]
set cbrange [-2:2]
unset colorbox
set palette defined (-2 '#BFD7EA', 0 '#FFFFFF', 2 '#F6CFB5')
clip(f) = f < -2 ? -2 : f > 2 ? 2 : f
set lmargin 0.6; set rmargin 0.6; set bmargin 0.4; set tmargin 2

set multiplot layout 1,3
do for [k=0:2] {
    @point
    unset surface
    set cntrparam levels discrete 0
    set table $zero
    splot map(k) using 1:2:3
    unset table
    set cntrparam levels discrete -1, 1
    set table $margins
    splot map(k) using 1:2:3
    unset table
    set surface
    @comma
    set title sprintf('C = %s : ', name(k)).gprintf('%.1f %%', 100 * score(k))
    plot map(k) using 1:2:(clip($3)) with image, \
         points(k) using ($4 > 0 ? $1 : NaN):2 with points pt 6 ps 0.85 lw 0.8 \
             lc rgb quiet, \
         points(k) using ($3 == 0 ? $1 : NaN):2 with points ls 11 ps 0.3, \
         points(k) using ($3 == 1 ? $1 : NaN):2 with points ls 12 ps 0.35, \
         $margins using 1:2 with lines lc rgb quiet lw 0.9 dt 2, \
         $zero using 1:2 with lines lc rgb 'black' lw 2
}
unset multiplot
